import type { TenantChange, TenantContact } from './tenant.js';
import { TenantError } from './tenant-error.js';

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const NAME = /^(?!\s)[^\p{Cc}]{1,100}(?<!\s)$/u;
const EMAIL = /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,255}$/u;
const MOST_CONTACTS = 20;
const MOST_NAMES = 50;
const WORD = /^[^\p{Cc}]{1,100}$/u;

/** @throws TenantError tenant_not_found, for what cannot be an id */
export function idOf(tenantId: string): string {
  return UUID.test(tenantId) ? tenantId : unknownTenant(tenantId);
}

export function unknownTenant(nameOrId: string): never {
  throw new TenantError('tenant_not_found', `There is no tenant "${nameOrId.slice(0, 100)}".`);
}

/** @throws TenantError invalid_name */
export function validTenantName(name: string): string {
  if (NAME.test(name) && !UUID.test(name)) return name;
  throw new TenantError('invalid_name', 'A tenant name has 1 to 100 visible characters and is not a UUID.');
}

/** @throws TenantError invalid_name, invalid_settings */
export function validTenantChange(change: TenantChange): TenantChange {
  const { name, contacts = [], policy } = change;
  if (name !== undefined) validTenantName(name);
  if (contacts.length > MOST_CONTACTS) throw refused(`A tenant has at most ${MOST_CONTACTS} contacts.`);
  if (!contacts.every(isContact)) throw refused('A contact has a name and an e-mail address.');
  for (const list of [policy?.discoveryApps, policy?.discoveryActions]) {
    if (list && (list.length > MOST_NAMES || !list.every((word) => WORD.test(word))))
      throw refused(`A discovery is limited to at most ${MOST_NAMES} names.`);
  }
  return change;
}

function isContact({ name, email, role }: TenantContact): boolean {
  return WORD.test(name) && EMAIL.test(email) && (role === undefined || WORD.test(role));
}

function refused(why: string): TenantError {
  return new TenantError('invalid_settings', why);
}
