/** What a member of a group may be by it: an administrator of the portal, or one of the roles of the admin API. */
export const GROUP_ROLES = [
  'administrator',
  'viewer',
  'auditor',
  'support',
  'tenant-admin',
  'operator',
  'owner',
] as const;

export type GroupRole = (typeof GROUP_ROLES)[number];

/** People who are treated alike. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** What the OpenID provider, or whoever provisions groups, calls it. */
  readonly externalId: string | undefined;
  readonly roles: readonly GroupRole[];
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** A group to be made. */
export interface NewGroup {
  readonly name: string;
  readonly externalId?: string | undefined;
}

/** What is to be changed; what is not told stays, and null takes the external id away. */
export interface GroupChange {
  readonly name?: string | undefined;
  readonly externalId?: string | null | undefined;
}

/** Conditions that must all hold; those that are undefined do. */
export interface GroupFilter {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly externalId?: string | undefined;
  /** Id of a member. */
  readonly member?: string | undefined;
}

/** Who comes and who goes; whoever is named in both stays. */
export interface MembersChange {
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
  /** Whoever is not named goes. */
  readonly only?: readonly string[] | undefined;
}
