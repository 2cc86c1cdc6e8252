import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { GroupRepository } from './groups/group.repository.js';
import { IdentityError } from './identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options.js';
import { Passwords } from './passwords.js';
import { isDisplayName, type NewUser, normalizeLogin, type User, type UserChange } from './user.js';
import { UserRepository } from './user.repository.js';
import { isUuid } from './uuid.js';

/** The accounts of the tenant whose files this installation keeps. */
@Injectable()
export class UsersService {
  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly groups: GroupRepository,
  ) {}

  /** In any case of letters; undefined when nobody has this login. */
  async find(login: string): Promise<User | undefined> {
    const name = normalizeLogin(login);
    return name === undefined ? undefined : this.users.findByLogin(this.options.tenantId, name);
  }

  /** @throws IdentityError `unknown_user` */
  async get(id: string): Promise<User> {
    const user = isUuid(id) ? await this.users.findById(this.options.tenantId, id) : undefined;
    if (!user) throw unknownUser();
    return user;
  }

  /**
   * The account of this login, made without a password when there is none: an application that has already
   * checked the person vouches for it. `displayName` renames an account that has no password of its own.
   * @throws IdentityError `invalid_login`
   */
  async ensureUser(login: string, displayName?: string): Promise<User> {
    return this.users.ensureMember(
      this.options.tenantId,
      requireLogin(login),
      displayName?.trim() || undefined,
    );
  }

  /**
   * Makes the account an administrator; `password` counts only where the account has none yet.
   * @throws IdentityError `invalid_login`
   */
  async ensureAdministrator(login: string, password: string): Promise<User> {
    const name = requireLogin(login);
    const known = await this.users.findCredentials(this.options.tenantId, name);
    if (known?.passwordHash && known.user.role === 'administrator') return known.user;
    return this.users.ensureAdministrator(this.options.tenantId, name, await this.passwords.hash(password));
  }

  /**
   * Makes an account without a password.
   * @throws IdentityError `invalid_login`, `invalid_display_name`, `login_taken`
   */
  async add(wish: NewUser, companion?: Companion): Promise<User> {
    const login = requireLogin(wish.login);
    requireDisplayName(wish.displayName);
    const user = await this.users.add(this.options.tenantId, { ...wish, login }, companion);
    if (!user) throw new IdentityError('login_taken', 'There is an account of this login already.');
    return user;
  }

  /**
   * Disabling, or losing a role, signs the account out everywhere. A role that groups give stays. `requireState` may refuse by throwing: what it sees stays until the change.
   * @throws IdentityError `unknown_user`, `invalid_display_name`
   */
  async change(
    id: string,
    wish: UserChange,
    requireState: (user: User) => void,
    companion?: Companion,
  ): Promise<User> {
    requireDisplayName(wish.displayName);
    const { tenantId } = this.options;
    return this.groups.exclusively(tenantId, async () => {
      const before = isUuid(id) ? await this.users.lockById(tenantId, id) : undefined;
      if (!before) throw unknownUser();
      requireState(before);
      const changed = (await this.users.change(tenantId, id, wish, companion))!;
      if (wish.role === undefined) return changed;
      await this.groups.settleRoles(tenantId, [id]);
      return this.get(id);
    });
  }
}

function requireLogin(login: string): string {
  const name = normalizeLogin(login);
  if (name === undefined) {
    throw new IdentityError('invalid_login', 'A login has 1 to 200 visible characters and no spaces.');
  }
  return name;
}

function requireDisplayName(name: string | undefined): void {
  if (name === undefined || isDisplayName(name)) return;
  throw new IdentityError('invalid_display_name', 'A name has 1 to 200 visible characters.');
}

const unknownUser = () => new IdentityError('unknown_user', 'There is no such account.');
