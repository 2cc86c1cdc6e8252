/** One WOPI operation or state change. Holds no token, name or content. */
export interface AuditEntry {
  readonly tenantId: string;
  /** The operation's name in the specification, or for other changes `CreateFile`, `RestoreVersion`, … */
  readonly operation: string;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly fileId?: string | undefined;
  readonly containerId?: string | undefined;
  readonly userId?: string | undefined;
  /** Who called the admin API or the integration API; `userId` then says on whose behalf. */
  readonly principalId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly client?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly keyId?: string | undefined;
  /** Which proof matched, or why none did. */
  readonly proof?: string | undefined;
  readonly lockBefore?: string | undefined;
  readonly lockAfter?: string | undefined;
  readonly versionBefore?: string | undefined;
  readonly versionAfter?: string | undefined;
  /** X-WOPI-CorrelationId */
  readonly correlationId?: string | undefined;
  /** X-WOPI-SessionId */
  readonly wopiSessionId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly clientVersion?: string | undefined;
  readonly remoteAddress?: string | undefined;
  readonly bytesIn?: number | undefined;
  readonly bytesOut?: number | undefined;
  readonly milliseconds?: number | undefined;
  readonly upstreamMilliseconds?: number | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}
