import type { Companion } from '#database';
import type { NewUser, User, UserChange, UserRole } from './user.js';

/** What an account signs in with. */
export interface Credentials {
  readonly user: User;
  /** Argon2id, encoded; null for one without password. */
  readonly passwordHash: string | null;
  /** Somebody else has set it, and the time to choose another is over. */
  readonly expired: boolean;
}

/** The port to the accounts of one tenant. */
export abstract class UserRepository {
  /** Undefined when no account has this login, which must be in its normal form. */
  abstract findByLogin(tenantId: string, login: string): Promise<User | undefined>;
  abstract findById(tenantId: string, userId: string): Promise<User | undefined>;
  abstract findCredentials(tenantId: string, login: string): Promise<Credentials | undefined>;
  /**
   * Finds or makes an account without password. The name of an account that signs in by itself stays as it is;
   * undefined keeps any present name, and a new account is then called by its login.
   */
  abstract ensureMember(tenantId: string, login: string, displayName: string | undefined): Promise<User>;
  /** Finds or makes an administrator. A password that the account already has is kept. */
  abstract ensureAdministrator(tenantId: string, login: string, passwordHash: string): Promise<User>;
  /** Undefined when the login, which must be in its normal form, is taken. */
  abstract add(tenantId: string, user: NewUser, companion?: Companion): Promise<User | undefined>;
  /** As `findById`, and nobody else changes the account until the transaction ends. */
  abstract lockById(tenantId: string, userId: string): Promise<User | undefined>;
  /** Disabling ends whatever the account has open. Undefined when there is no such account. */
  abstract change(
    tenantId: string,
    userId: string,
    change: UserChange,
    companion?: Companion,
  ): Promise<User | undefined>;
}

export type UserRow = {
  readonly user_id: string;
  readonly login: string;
  readonly display_name: string;
  readonly role: UserRole;
  readonly disabled: boolean;
};

export function toUser(row: UserRow): User {
  return {
    id: row.user_id,
    login: row.login,
    displayName: row.display_name,
    role: row.role,
    disabled: row.disabled,
  };
}
