/** For the process that keeps the chain; one of an installation is enough. */
export interface ChainOptions {
  /** Seals the keys that sign checkpoints. */
  readonly encryptionKey: string;
  /** Months before the current one whose rows are kept; for good unless told. */
  readonly monthsKept?: number | undefined;
  /** The tenant on whose log what retention did is booked. */
  readonly tenantId: string;
}

/** For the process that sends the log to the collector of a SIEM. */
export interface PushOptions {
  /** http or https. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
  /** Signs each batch. */
  readonly secret?: string | undefined;
}

export interface AuditOptions {
  /** The process that writes: `host`, `proxy`, `admin`. */
  readonly process: string;
  /** Whether, and how, this process also keeps the chain and answers questions. */
  readonly chain?: ChainOptions;
  /** Only beside `chain`: what is pushed has been sealed. */
  readonly push?: PushOptions | undefined;
}

export const CHAIN_OPTIONS = Symbol('CHAIN_OPTIONS');
export const PUSH_OPTIONS = Symbol('PUSH_OPTIONS');
