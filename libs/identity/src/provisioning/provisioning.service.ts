import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { GroupRepository } from '../groups/group.repository.js';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { normalizeDisplayName, normalizeLogin } from '../user.js';
import { isUuid } from '../uuid.js';
import type { Found, ProvisionedUser, Slice, UserFilter, UserState } from './provisioned-user.js';
import { ProvisionedUserRepository } from './provisioned-user.repository.js';

const EXTERNAL_ID = /^[^\p{Cc}]{1,255}$/u;
const EMAIL = /^[^\s\p{C}]{1,320}$/u;

/** Accounts as a directory provisions them. A companion is the audit row of the change. */
@Injectable()
export class ProvisioningService {
  readonly #tenantId: string;

  constructor(
    @Inject(IDENTITY_OPTIONS) options: IdentityOptions,
    private readonly users: ProvisionedUserRepository,
    private readonly groups: GroupRepository,
  ) {
    this.#tenantId = options.tenantId;
  }

  /** In the order in which they were made. */
  async list(filter: UserFilter, slice: Slice): Promise<Found<ProvisionedUser>> {
    if (filter.id !== undefined && !isUuid(filter.id)) return { rows: [], total: 0 };
    const login = filter.login === undefined ? undefined : normalizeLogin(filter.login);
    if (filter.login !== undefined && login === undefined) return { rows: [], total: 0 };
    return this.users.list(this.#tenantId, { ...filter, login }, slice);
  }

  /** @throws IdentityError `unknown_user` */
  async get(id: string): Promise<ProvisionedUser> {
    const { rows } = await this.list({ id }, { offset: 0, limit: 1 });
    if (!rows[0]) throw unknownUser();
    return rows[0];
  }

  /** @throws IdentityError `login_taken`, `invalid_login`, `invalid_user` */
  async add(state: UserState, companion?: Companion): Promise<ProvisionedUser> {
    return this.users.add(this.#tenantId, keepable(state), companion);
  }

  /**
   * Whoever is made inactive is signed out everywhere, at once.
   * @param next tells the new state of the present one, and may refuse by throwing
   * @throws IdentityError `unknown_user`, `login_taken`, `invalid_login`, `invalid_user`
   */
  change(
    id: string,
    next: (user: ProvisionedUser) => UserState,
    companion?: Companion,
  ): Promise<ProvisionedUser> {
    return this.locked(id, (user) => this.users.change(this.#tenantId, id, keepable(next(user)), companion));
  }

  /** @throws IdentityError `unknown_user` */
  remove(id: string, requireState: (user: ProvisionedUser) => void, companion?: Companion): Promise<void> {
    return this.locked(id, async (user) => {
      requireState(user);
      await this.users.remove(this.#tenantId, id, companion);
      await this.groups.settleRoles(this.#tenantId, [id]);
    });
  }

  private locked<T>(id: string, work: (user: ProvisionedUser) => Promise<T>): Promise<T> {
    return this.groups.exclusively(this.#tenantId, async () => {
      const user = isUuid(id) ? await this.users.lock(this.#tenantId, id) : undefined;
      if (!user) throw unknownUser();
      return work(user);
    });
  }
}

/** @throws IdentityError `invalid_login`, `invalid_user` */
function keepable({ login, displayName, externalId, email, active }: UserState): UserState {
  const name = normalizeLogin(login);
  if (name === undefined)
    throw new IdentityError('invalid_login', 'A login has 1 to 200 visible characters and no spaces.');
  if (externalId !== undefined && !EXTERNAL_ID.test(externalId))
    throw new IdentityError('invalid_user', 'An external id has 1 to 255 characters.');
  if (email !== undefined && !EMAIL.test(email))
    throw new IdentityError('invalid_user', 'An e-mail address has no spaces, and 320 characters at most.');
  return { login: name, displayName: normalizeDisplayName(displayName) ?? name, externalId, email, active };
}

const unknownUser = () => new IdentityError('unknown_user', 'There is no such account.');
