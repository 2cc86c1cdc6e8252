import type { Companion } from '#database';
import type { Found, ProvisionedUser, Slice, UserFilter, UserState } from './provisioned-user.js';

/**
 * The port to the accounts that a directory may provision: all but those that somebody here made administrators, and those that it has
 * let go.
 */
export abstract class ProvisionedUserRepository {
  abstract list(tenantId: string, filter: UserFilter, slice: Slice): Promise<Found<ProvisionedUser>>;
  /** Nobody else changes the account until the transaction ends. */
  abstract lock(tenantId: string, userId: string): Promise<ProvisionedUser | undefined>;
  /** One that was let go comes back if login and external id are its own. @throws IdentityError `login_taken` */
  abstract add(tenantId: string, state: UserState, companion?: Companion): Promise<ProvisionedUser>;
  /** Whoever is no longer active is signed out everywhere. @throws IdentityError `login_taken` */
  abstract change(
    tenantId: string,
    userId: string,
    state: UserState,
    companion?: Companion,
  ): Promise<ProvisionedUser>;
  /** Lets the account go: it is disabled, out of all groups, and keeps what it owns. */
  abstract remove(tenantId: string, userId: string, companion?: Companion): Promise<void>;
}
