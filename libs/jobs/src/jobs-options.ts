/** What a process says about its jobs. */
export interface JobsOptions {
  /** Of the database that `DatabaseModule` has, too. */
  readonly databaseUrl: string;
  /** How long a statement of the queue may take, as `DatabaseModule` has it. */
  readonly statementSeconds?: number | undefined;
  /** The tenant whose files this installation keeps. */
  readonly tenantId: string;
}

export const JOBS_OPTIONS = Symbol('JOBS_OPTIONS');
