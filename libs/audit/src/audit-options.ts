/** For the process that keeps the chain; one of an installation is enough. */
export interface ChainOptions {
  /** Seals the keys that sign checkpoints. */
  readonly encryptionKey: string;
  /** Months before the current one whose rows are kept; for good unless told. */
  readonly monthsKept?: number | undefined;
  /** The tenant on whose log what retention did is booked. */
  readonly tenantId: string;
}

export interface AuditOptions {
  /** The process that writes: `host`, `proxy`, `admin`. */
  readonly process: string;
  /** Whether, and how, this process also keeps the chain and answers questions. */
  readonly chain?: ChainOptions;
}

export const CHAIN_OPTIONS = Symbol('CHAIN_OPTIONS');
