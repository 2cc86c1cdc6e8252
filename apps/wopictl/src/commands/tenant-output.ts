import type { Json } from '../admin-client.js';
import { fields } from '../output.js';

export const tenantPath = (tenant: string): string => `tenants/${encodeURIComponent(tenant)}`;

/** A tenant without what was never set. */
export function summary({ policy = {}, limits = {}, contacts = [], ...tenant }: Json): string {
  const people = (contacts as Json[]).map(({ name, email }) => `${String(name)} <${String(email)}>`);
  return fields({
    ...tenant,
    ...(people.length > 0 && { contacts: people }),
    ...told(policy as Json),
    ...told(limits as Json),
  });
}

const told = (values: Json): Json =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== false));
