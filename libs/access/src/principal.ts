import type { Permission } from './permission.js';
import { type Role, ROLES } from './role.js';

/** Who calls the admin API, and what he may do there. */
export interface Principal {
  /** `installation` for the key of the configuration, else the API key's id. */
  readonly id: string;
  /** As people know it; never secret. */
  readonly name: string;
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
  /** The one tenant it is good for; undefined for all. */
  readonly tenantId: string | undefined;
  /** The person whose key it is. */
  readonly userId: string | undefined;
}

/** Whoever holds the key of the configuration: everything, everywhere. */
export const INSTALLATION: Principal = Object.freeze({
  id: 'installation',
  name: 'installation key',
  role: 'owner',
  permissions: new Set(ROLES.owner),
  tenantId: undefined,
  userId: undefined,
});

/** Whether one may hand out a right: nobody gives more than he has. */
export function mayGrant(
  giver: Principal,
  wish: { readonly permissions: readonly Permission[]; readonly tenantId: string | undefined },
): boolean {
  const reaches = giver.tenantId === undefined || giver.tenantId === wish.tenantId;
  return reaches && wish.permissions.every((permission) => giver.permissions.has(permission));
}
