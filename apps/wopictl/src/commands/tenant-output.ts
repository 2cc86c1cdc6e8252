import type { Json } from '../admin-client.js';
import { fields } from '../output.js';
import { withQuery } from './list-options.js';

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  eml: 'message/rfc822',
  txt: 'text/plain',
};

export const tenantPath = (tenant: string): string => `tenants/${encodeURIComponent(tenant)}`;

export const entitlementPath = (tenant: string, validUntil?: string): string =>
  withQuery(`${tenantPath(tenant)}/entitlements`, { validUntil });

/** The media type of a statement, by its name. */
export const typeOf = (file: string): string | undefined => TYPES[file.split('.').at(-1)!.toLowerCase()];

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
