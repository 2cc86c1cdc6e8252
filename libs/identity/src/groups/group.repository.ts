import type { Companion } from '#database';
import type { Found, Slice } from '../provisioning/provisioned-user.js';
import type { Group, GroupFilter, GroupChange, GroupRole, MembersChange, NewGroup } from './group.js';

/** The port to the groups of one tenant. Whatever changes memberships or roles runs inside `exclusively`. */
export abstract class GroupRepository {
  /** One change of groups at a time: what a person is by several groups must not be told from an old state of another. */
  abstract exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T>;
  /** In the order in which they were made. */
  abstract list(tenantId: string, filter: GroupFilter, slice: Slice): Promise<Found<Group>>;
  abstract find(tenantId: string, groupId: string): Promise<Group | undefined>;
  /** @throws IdentityError `group_taken` */
  abstract add(tenantId: string, group: NewGroup, companion?: Companion): Promise<Group>;
  /** @throws IdentityError `group_taken` */
  abstract change(
    tenantId: string,
    groupId: string,
    change: GroupChange,
    companion?: Companion,
  ): Promise<Group | undefined>;
  abstract remove(tenantId: string, groupId: string, companion?: Companion): Promise<void>;
  abstract members(tenantId: string, groupId: string): Promise<string[]>;
  /** Answers whose membership changed. @throws IdentityError `unknown_user` */
  abstract changeMembers(
    tenantId: string,
    groupId: string,
    change: MembersChange,
    companion?: Companion,
  ): Promise<string[]>;
  abstract addRole(tenantId: string, groupId: string, role: GroupRole, companion?: Companion): Promise<void>;
  abstract removeRole(
    tenantId: string,
    groupId: string,
    role: GroupRole,
    companion?: Companion,
  ): Promise<void>;
  /** Whether the groups that a provider claims for a person are other than those he is in by such a claim. */
  abstract claimsDiffer(tenantId: string, userId: string, externalIds: readonly string[]): Promise<boolean>;
  abstract setClaimed(
    tenantId: string,
    userId: string,
    externalIds: readonly string[],
    companion?: Companion,
  ): Promise<void>;
  /** Gives people the roles that they have by themselves and their groups; whoever loses one is signed out everywhere. */
  abstract settleRoles(tenantId: string, userIds: readonly string[]): Promise<void>;
  /** The roles of the admin API that a person has at the moment. */
  abstract rolesOf(tenantId: string, userId: string): Promise<GroupRole[]>;
}
