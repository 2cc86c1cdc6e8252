import { Injectable } from '@nestjs/common';
import { type Companion, Db, violatedConstraint } from '#database';
import type { Found, Slice } from '../provisioning/provisioned-user.js';
import type { Group, GroupFilter, GroupChange, GroupRole, MembersChange, NewGroup } from '../groups/group.js';
import { GroupRepository } from '../groups/group.repository.js';
import { IdentityError } from '../identity-error.js';
import * as sql from './group.sql.js';

type GroupRow = Omit<Group, 'externalId'> & { readonly externalId: string | null };

@Injectable()
export class PgGroupRepository extends GroupRepository {
  constructor(private readonly db: Db) {
    super();
  }

  exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    return this.db.transaction(async () => {
      await this.db.query(sql.EXCLUSIVELY, [tenantId]);
      return work();
    });
  }

  async list(
    tenantId: string,
    { id, name, externalId, member }: GroupFilter,
    { offset, limit }: Slice,
  ): Promise<Found<Group>> {
    const values = [tenantId, id, name, externalId, member].map((value) => value ?? null);
    const [count] = await this.db.query<{ total: number }>(sql.COUNT, values);
    const rows = limit === 0 ? [] : await this.db.query<GroupRow>(sql.LIST, [...values, offset, limit]);
    return { total: count!.total, rows: rows.map(toGroup) };
  }

  async find(tenantId: string, groupId: string): Promise<Group | undefined> {
    const [row] = await this.db.query<GroupRow>(sql.FIND, [tenantId, groupId]);
    return row && toGroup(row);
  }

  async add(tenantId: string, { name, externalId }: NewGroup, companion?: Companion): Promise<Group> {
    const [row] = await untaken(() =>
      this.db.change<GroupRow>(sql.ADD, [tenantId, name, externalId ?? null], companion),
    );
    return toGroup(row!);
  }

  async change(
    tenantId: string,
    groupId: string,
    { name, externalId }: GroupChange,
    companion?: Companion,
  ): Promise<Group | undefined> {
    const values = [tenantId, groupId, name ?? null, externalId !== undefined, externalId ?? null];
    const [row] = await untaken(() => this.db.change<GroupRow>(sql.CHANGE, values, companion));
    return row && toGroup(row);
  }

  async remove(tenantId: string, groupId: string, companion?: Companion): Promise<void> {
    await this.db.change(sql.REMOVE, [tenantId, groupId], companion);
  }

  async members(tenantId: string, groupId: string): Promise<string[]> {
    return ids(await this.db.query(sql.MEMBERS, [tenantId, groupId]));
  }

  async changeMembers(
    tenantId: string,
    groupId: string,
    { add = [], remove = [], only }: MembersChange,
    companion?: Companion,
  ): Promise<string[]> {
    const values = [tenantId, groupId, add, remove, only ?? null];
    try {
      return ids(await this.db.change(sql.CHANGE_MEMBERS, values, companion));
    } catch (error) {
      if (violatedConstraint(error) !== 'group_members_user_fkey') throw error;
      throw new IdentityError('unknown_user', 'There is no such account.');
    }
  }

  async addRole(tenantId: string, groupId: string, role: GroupRole, companion?: Companion): Promise<void> {
    await this.db.change(sql.ADD_ROLE, [tenantId, groupId, role], companion);
  }

  async removeRole(tenantId: string, groupId: string, role: GroupRole, companion?: Companion): Promise<void> {
    await this.db.change(sql.REMOVE_ROLE, [tenantId, groupId, role], companion);
  }

  async claimsDiffer(tenantId: string, userId: string, externalIds: readonly string[]): Promise<boolean> {
    const values = [tenantId, userId, externalIds];
    const [row] = await this.db.query<{ differ: boolean }>(sql.CLAIMS_DIFFER, values);
    return row!.differ;
  }

  async setClaimed(
    tenantId: string,
    userId: string,
    externalIds: readonly string[],
    companion?: Companion,
  ): Promise<void> {
    await this.db.change(sql.SET_CLAIMED, [tenantId, userId, externalIds], companion);
  }

  async settleRoles(tenantId: string, userIds: readonly string[]): Promise<void> {
    await this.db.query(sql.SETTLE_ROLES, [tenantId, userIds]);
  }

  async rolesOf(tenantId: string, userId: string): Promise<GroupRole[]> {
    const rows = await this.db.query<{ role: GroupRole }>(sql.ROLES_OF, [tenantId, userId]);
    return rows.map(({ role }) => role);
  }
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

const toGroup = ({ externalId, ...group }: GroupRow): Group => ({
  ...group,
  externalId: externalId ?? undefined,
});

/** @throws IdentityError `group_taken` */
async function untaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!/^groups_(name|external_id)_key$/.test(violatedConstraint(error) ?? '')) throw error;
    throw new IdentityError('group_taken', 'There is a group of this name or external id already.');
  }
}
