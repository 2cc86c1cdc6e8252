/** How long a tenant keeps versions and recovered saves; null: no limit. Each limit holds for itself. */
export interface RetentionPolicy {
  /** Saves of a session that nobody asked for count as one version for so long; 0: each counts. */
  readonly foldMinutes: number;
  /** Days after which saves that another stands for are purged. */
  readonly supersededDays: number | null;
  /** How many versions of a file are kept beside the current one and the marked ones. */
  readonly maxVersions: number | null;
  readonly maxAgeDays: number | null;
  /** Bytes of all versions of a file together. */
  readonly maxBytes: number | null;
  /** Days after which the versions of a deleted file are purged. */
  readonly deletedDays: number | null;
  readonly recoveredDays: number;
  /** Recovered saves of one person for one file. */
  readonly recoveredPerFile: number;
  /** Bytes of recovered saves of one person. */
  readonly recoveredBytes: number;
}

/** What of a policy is to be another; undefined: as it is. */
export type RetentionChange = {
  readonly [Limit in keyof RetentionPolicy]?: RetentionPolicy[Limit] | undefined;
};
