/** A row of the log as it is read. Members without a value are absent. */
export interface AuditRow {
  readonly auditId: string;
  /** The row's place: a reading can go on after it. */
  readonly cursor: string;
  readonly occurredAt: Date;
  readonly process: string;
  readonly operation: string;
  readonly status: number;
  readonly fileId?: string;
  readonly containerId?: string;
  /** On whose behalf. */
  readonly userId?: string;
  /** Who called the admin API or the integration API. */
  readonly principalId?: string;
  readonly sessionId?: string;
  readonly client?: string;
  readonly instanceId?: string;
  readonly keyId?: string;
  readonly proof?: string;
  readonly lockBefore?: string;
  readonly lockAfter?: string;
  readonly versionBefore?: string;
  readonly versionAfter?: string;
  readonly correlationId?: string;
  readonly wopiSessionId?: string;
  readonly deviceId?: string;
  readonly clientVersion?: string;
  readonly remoteAddress?: string;
  readonly bytesIn?: number;
  readonly bytesOut?: number;
  readonly milliseconds?: number;
  readonly upstreamMilliseconds?: number;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Which rows; conditions that are given must all hold. */
export interface AuditFilter {
  readonly fileId?: string | undefined;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly principalId?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly client?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Whether only saves that were refused and went into the recovery bin. */
  readonly recovered?: boolean | undefined;
  /** Included. */
  readonly since?: Date | undefined;
  /** Not included. */
  readonly until?: Date | undefined;
}

/** Rows, and whether others follow. */
export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly more: boolean;
}
