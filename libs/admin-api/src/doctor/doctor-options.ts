/** What the doctor cannot find out by itself. */
export interface DoctorOptions {
  /** Origins that must answer, by what they are: `host`, `portal`, `proxy`. */
  readonly publicUrls: Readonly<Record<string, string>>;
  /** Largest body that a process takes by its public address; of those processes that editors call. */
  readonly largestBodies: Readonly<Record<string, number>>;
  /** Folder of the blobs, for its free space; left out where blobs are not on a disk. */
  readonly blobDir?: string;
  /** Whether the database lacks a migration that this build brings. */
  readonly pendingMigrations: () => Promise<boolean>;
  /** Whether clients without proof keys are let in. */
  readonly proof: 'required' | 'off';
}
