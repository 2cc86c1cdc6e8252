export interface Period {
  /** Included. */
  readonly since: Date;
  /** Not included. */
  readonly until: Date;
}

/** A session that had a file open. */
export interface OpenSessionThen {
  readonly sessionId: string;
  readonly userId: string | null;
  readonly client: string | null;
  readonly firstCallAt: Date;
  readonly lastCallAt: Date;
}

export interface FailedProofs {
  readonly reason: string;
  readonly client: string | null;
  readonly count: number;
  readonly lastAt: Date;
}

export interface OpensOfDay {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly client: string;
  readonly opens: number;
}

export interface SlowOperation {
  readonly auditId: string;
  readonly occurredAt: Date;
  readonly operation: string;
  readonly status: number;
  readonly client: string | null;
  readonly fileId: string | null;
  readonly milliseconds: number;
  readonly upstreamMilliseconds: number | null;
}
