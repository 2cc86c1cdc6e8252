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
  readonly expiresAt: Date | undefined;
}

/** Whoever holds the key of the configuration: everything, everywhere. */
export const INSTALLATION: Principal = Object.freeze({
  id: 'installation',
  name: 'installation key',
  role: 'owner',
  permissions: new Set(ROLES.owner),
  tenantId: undefined,
  userId: undefined,
  expiresAt: undefined,
});

/** Whether one may hand out a right: nobody gives more than he has, for longer, or past the end of his account. */
export function mayGrant(
  giver: Principal,
  wish: Pick<Principal, 'tenantId' | 'userId' | 'expiresAt'> & {
    readonly permissions: readonly Permission[];
  },
): boolean {
  const reaches = giver.tenantId === undefined || giver.tenantId === wish.tenantId;
  const ends = giver.userId === undefined || giver.userId === wish.userId;
  const inTime =
    giver.expiresAt === undefined || (wish.expiresAt !== undefined && wish.expiresAt <= giver.expiresAt);
  return (
    reaches && ends && inTime && wish.permissions.every((permission) => giver.permissions.has(permission))
  );
}
