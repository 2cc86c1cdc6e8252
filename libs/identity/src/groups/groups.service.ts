import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { isDisplayName } from '../user.js';
import { isUuid } from '../uuid.js';
import type { Found, Slice } from '../provisioning/provisioned-user.js';
import type { Group, GroupChange, GroupFilter, GroupRole, MembersChange, NewGroup } from './group.js';
import { GroupRepository } from './group.repository.js';

const EXTERNAL_ID = /^[^\p{Cc}]{1,255}$/u;

/** Groups of the tenant's people. A companion is the audit row of the change. */
@Injectable()
export class GroupsService {
  readonly #tenantId: string;

  constructor(
    @Inject(IDENTITY_OPTIONS) options: IdentityOptions,
    private readonly groups: GroupRepository,
  ) {
    this.#tenantId = options.tenantId;
  }

  /** @throws IdentityError `unknown_group` */
  async get(id: string): Promise<Group> {
    const group = isUuid(id) ? await this.groups.find(this.#tenantId, id) : undefined;
    if (!group) throw new IdentityError('unknown_group', 'There is no such group.');
    return group;
  }

  /** In the order in which they were made. */
  async list(filter: GroupFilter, slice: Slice): Promise<Found<Group>> {
    const ids = [filter.id, filter.member].filter((id) => id !== undefined);
    if (!ids.every(isUuid)) return { rows: [], total: 0 };
    return this.groups.list(this.#tenantId, filter, slice);
  }

  /** Ids of the members. */
  members(id: string): Promise<string[]> {
    return this.groups.members(this.#tenantId, id);
  }

  /** Several changes, or none of them; nobody else changes groups meanwhile. */
  together<T>(work: () => Promise<T>): Promise<T> {
    return this.groups.exclusively(this.#tenantId, work);
  }

  /** @throws IdentityError `invalid_group`, `group_taken` */
  async add(wish: NewGroup, companion?: Companion): Promise<Group> {
    requireForm(wish);
    return this.groups.add(this.#tenantId, wish, companion);
  }

  /**
   * `requireState` may refuse by throwing: what it sees stays until the change.
   * @throws IdentityError `unknown_group`, `invalid_group`, `group_taken`
   */
  async change(
    id: string,
    wish: GroupChange,
    requireState: (group: Group) => void,
    companion?: Companion,
  ): Promise<Group> {
    requireForm(wish);
    return this.locked(id, async (group) => {
      requireState(group);
      return (await this.groups.change(this.#tenantId, id, wish, companion))!;
    });
  }

  /** Its members lose what they had by it. @throws IdentityError `unknown_group` */
  async remove(id: string, requireState: (group: Group) => void, companion?: Companion): Promise<void> {
    await this.locked(id, async (group) => {
      requireState(group);
      const members = await this.groups.members(this.#tenantId, id);
      await this.groups.remove(this.#tenantId, id, companion);
      await this.groups.settleRoles(this.#tenantId, members);
    });
  }

  /** @throws IdentityError `unknown_group`, `unknown_user` */
  async changeMembers(
    id: string,
    wish: MembersChange,
    requireState: (group: Group) => void,
    companion?: Companion,
  ): Promise<Group> {
    const named = [...(wish.add ?? []), ...(wish.remove ?? []), ...(wish.only ?? [])];
    if (!named.every(isUuid)) throw new IdentityError('unknown_user', 'There is no such account.');
    return this.locked(id, async (group) => {
      requireState(group);
      const changed = await this.groups.changeMembers(this.#tenantId, id, wish, companion);
      await this.groups.settleRoles(this.#tenantId, changed);
      return this.get(id);
    });
  }

  /** @throws IdentityError `unknown_group` */
  addRole(id: string, role: GroupRole, companion?: Companion): Promise<Group> {
    return this.changeRoles(id, () => this.groups.addRole(this.#tenantId, id, role, companion));
  }

  /** @throws IdentityError `unknown_group` */
  removeRole(id: string, role: GroupRole, companion?: Companion): Promise<Group> {
    return this.changeRoles(id, () => this.groups.removeRole(this.#tenantId, id, role, companion));
  }

  /**
   * Brings a person's memberships to what the provider says at a sign-in: into the groups of these external ids, out of the others that
   * he was in by its word. Groups that nobody has made here count for nothing.
   */
  async follow(userId: string, externalIds: readonly string[], companion?: Companion): Promise<void> {
    if (!(await this.groups.claimsDiffer(this.#tenantId, userId, externalIds))) return;
    await this.groups.exclusively(this.#tenantId, async () => {
      await this.groups.setClaimed(this.#tenantId, userId, externalIds, companion);
      await this.groups.settleRoles(this.#tenantId, [userId]);
    });
  }

  /** The roles that a person has by his groups. */
  rolesOf(userId: string): Promise<GroupRole[]> {
    return this.groups.rolesOf(this.#tenantId, userId);
  }

  private changeRoles(id: string, change: () => Promise<void>): Promise<Group> {
    return this.locked(id, async () => {
      await change();
      await this.groups.settleRoles(this.#tenantId, await this.groups.members(this.#tenantId, id));
      return this.get(id);
    });
  }

  private locked<T>(id: string, work: (group: Group) => Promise<T>): Promise<T> {
    return this.groups.exclusively(this.#tenantId, async () => work(await this.get(id)));
  }
}

function requireForm({ name, externalId }: GroupChange): void {
  if (name !== undefined && !isDisplayName(name))
    throw new IdentityError('invalid_group', 'The name of a group has 1 to 200 visible characters.');
  if (typeof externalId === 'string' && !EXTERNAL_ID.test(externalId))
    throw new IdentityError('invalid_group', 'An external id has 1 to 255 characters.');
}
