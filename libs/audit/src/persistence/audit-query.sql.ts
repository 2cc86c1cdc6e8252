const COLUMNS = `audit_id as "auditId", occurred_at as "occurredAt", process, operation, status, file_id as "fileId",
  container_id as "containerId", user_id as "userId", principal_id as "principalId", session_id as "sessionId", client,
  instance_id as "instanceId", key_id as "keyId", proof, lock_before as "lockBefore", lock_after as "lockAfter",
  version_before::text as "versionBefore", version_after::text as "versionAfter", correlation_id as "correlationId",
  wopi_session_id as "wopiSessionId", device_id as "deviceId", client_version as "clientVersion",
  remote_address as "remoteAddress", bytes_in::float8 as "bytesIn", bytes_out::float8 as "bytesOut", milliseconds,
  upstream_milliseconds as "upstreamMilliseconds", detail, occurred_at::text as "at"`;

/** The columns that a filter compares with a parameter. */
export const FILTERS = {
  fileId: 'file_id',
  userId: 'user_id',
  sessionId: 'session_id',
  principalId: 'principal_id',
  operation: 'operation',
  status: 'status',
  client: 'client',
  correlationId: 'correlation_id',
} as const;

export type FilterName = keyof typeof FILTERS;

/**
 * $1 tenant, $2 since, $3 until, $4 most rows, then a value for each of `names`, then, with `after`, moment and id of the row to go on from.
 * One text for each combination, so that the planner sees only conditions that count; the two statuses with a partial
 * index also stand in the text, where the planner sees that it holds.
 */
export function list(
  names: readonly FilterName[],
  order: 'asc' | 'desc',
  after: boolean,
  status?: number,
): string {
  const conditions = names.map((name, index) => `and ${FILTERS[name]} = $${index + 5}`);
  if (status === 409 || status === 500) conditions.push(`and status = ${status}`);
  const place = names.length + 5;
  const beyond = `and (occurred_at, audit_id) ${order === 'asc' ? '>' : '<'} ($${place}::timestamptz, $${place + 1}::uuid)`;
  return `
  select ${COLUMNS} from audit_log
  where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 ${conditions.join(' ')} ${after ? beyond : ''}
  order by occurred_at ${order}, audit_id ${order} limit $4`;
}
