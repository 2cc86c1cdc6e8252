import type { AuditFilter } from '../audit-row.js';

/** Of a row as readers get it. */
export const COLUMNS = `audit_id as "auditId", occurred_at as "occurredAt", process, operation, status, file_id as "fileId",
  container_id as "containerId", user_id as "userId", principal_id as "principalId", session_id as "sessionId", client,
  instance_id as "instanceId", key_id as "keyId", proof, lock_before as "lockBefore", lock_after as "lockAfter",
  version_before::text as "versionBefore", version_after::text as "versionAfter", correlation_id as "correlationId",
  wopi_session_id as "wopiSessionId", device_id as "deviceId", client_version as "clientVersion",
  remote_address as "remoteAddress", bytes_in::float8 as "bytesIn", bytes_out::float8 as "bytesOut", milliseconds,
  upstream_milliseconds as "upstreamMilliseconds", detail`;

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

/** A refused save whose content was kept. */
const RECOVERED = `status >= 400 and detail ? 'recovered'`;

export type FilterName = keyof typeof FILTERS;

/** Where rows are looked for: those of one call come by an index that the planner would not use by itself. */
function source(names: readonly FilterName[], first: number): string {
  const index = names.indexOf('correlationId');
  return index < 0 ? 'audit_log' : `audit_of_correlation($1, $${index + first}) audit_log`;
}

/** One text for each combination of filters, so that the planner sees only conditions that count, and those of partial indexes as they stand there. */
function conditionsOf(
  names: readonly FilterName[],
  { status, recovered }: AuditFilter,
  first: number,
): string {
  const conditions = names.map((name, index) => `and ${FILTERS[name]} = $${index + first}`);
  if (status === 409 || status === 500) conditions.push(`and status = ${status}`);
  if (recovered !== undefined)
    conditions.push(recovered ? `and ${RECOVERED}` : `and (${RECOVERED}) is not true`);
  return conditions.join(' ');
}

/**
 * $1 tenant, $2 since, $3 until, $4 most rows, then a value for each of `names`, then, with `after`, moment and id of the row to go on
 * from. Newest first.
 */
export function list(names: readonly FilterName[], filter: AuditFilter, after: boolean): string {
  const place = names.length + 5;
  const beyond = `and (occurred_at, audit_id) < ($${place}::timestamptz, $${place + 1}::uuid)`;
  return `
  select ${COLUMNS}, occurred_at::text as "at" from ${source(names, 5)}
  where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 ${conditionsOf(names, filter, 5)} ${after ? beyond : ''}
  order by occurred_at desc, audit_id desc limit $4`;
}

/**
 * $1 tenant, $2 since, $3 until, $4 most rows, $5 and $6 after xid and seq, $7 and $8 up to xid and seq, $9 after seq, $10 up to seq, then a
 * value for each of `names`. In the order of writing.
 */
export const listWritten = (names: readonly FilterName[], filter: AuditFilter): string => `
  select ${COLUMNS}, xid::text as "xid", seq::text as "seq" from ${source(names, 11)}
  where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 and (xid, seq) > ($5::xid8, $6::bigint)
    and (xid, seq) <= ($7::xid8, $8::bigint) and seq > $9::bigint and seq <= $10::bigint ${conditionsOf(names, filter, 11)}
  order by audit_log.xid, audit_log.seq limit $4`;

/** How far the log has been sealed. */
export const SEALED_EXTENT = `
  select xid::text as "xid", seq::text as "seq", floor_seq::text as "floorSeq", max_seq::text as "maxSeq" from audit_position`;

/**
 * $1 tenant, $2 moment, $3 floor. The place before the first row of its day and those after, or one that is earlier yet. Without values
 * where that is unknown: some row of theirs came from another cluster, or was counted before places were noted.
 */
export const BEFORE_DAYS_SINCE = `
  select case when first_seq > $3::bigint then first_xid::text end as "xid", (first_seq - 1)::text as "seq"
  from audit_daily where tenant_id = $1 and day >= ($2::timestamptz at time zone 'UTC')::date
  order by (first_seq > $3::bigint) is true, first_xid, first_seq limit 1`;
