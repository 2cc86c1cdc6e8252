/** An account as the directory that provisions it knows it. */
export interface ProvisionedUser extends UserState {
  readonly id: string;
  readonly createdAt: Date;
}

/** What a directory decides of an account. */
export interface UserState {
  readonly login: string;
  readonly displayName: string;
  readonly externalId: string | undefined;
  readonly email: string | undefined;
  readonly active: boolean;
}

/** Conditions that must all hold; those that are undefined do. */
export interface UserFilter {
  readonly id?: string | undefined;
  readonly login?: string | undefined;
  readonly externalId?: string | undefined;
  readonly email?: string | undefined;
  readonly active?: boolean | undefined;
}

/** Rows from the `offset`th on, at most so many. */
export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** A slice of all that there are. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}
