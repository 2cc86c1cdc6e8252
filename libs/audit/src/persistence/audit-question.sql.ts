/**
 * $1 tenant, $2 file, $3 moment. A session has a file open from its first answered call until it unlocked, or else half an hour after its
 * last call: as long as a lock lives that nobody refreshes. No session lasts longer than a day.
 */
export const OPEN_AT = `
  with calls as (
    select coalesce(session_id::text, wopi_session_id, user_id, remote_address) as session, max(user_id) as "userId",
      max(client) as client, min(occurred_at) as "firstCallAt", max(occurred_at) as "lastCallAt",
      (array_agg(operation order by occurred_at desc))[1] as last_operation
    from audit_log
    where tenant_id = $1 and file_id = $2 and status < 400 and process in ('host', 'proxy')
      and occurred_at between $3::timestamptz - interval '1 day' and $3::timestamptz + interval '1 day'
    group by 1
  )
  select session as "sessionId", "userId", client, "firstCallAt", "lastCallAt" from calls
  where "firstCallAt" <= $3
    and $3 <= "lastCallAt" + case when last_operation = 'Unlock' then interval '0' else interval '30 minutes' end
  order by "firstCallAt"`;

/** $1 tenant, $2 since, $3 until. Where a refusal was looked into, with what differed. */
export const FAILED_PROOFS = `
  select concat_ws(': ', proof, detail #>> '{proofFinding,cause}') as "reason", client, count(*)::int as "count",
    max(occurred_at) as "lastAt"
  from audit_log
  where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 and status = 500
    and proof not in ('current', 'old-proof', 'old-key', 'attested', 'off', 'file-url')
  group by 1, 2 order by 3 desc`;

/** $1 tenant, $2 first day, $3 last day. */
export const OPENS_PER_DAY = `
  select day::text as "day", client, sum(count)::int as "opens"
  from audit_daily
  where tenant_id = $1 and day between $2 and $3 and operation = 'CheckFileInfo' and status = 200
  group by 1, 2 order by 1, 2`;

/** $1 tenant, $2 since, $3 until, $4 most. Faster ones than 100 ms do not stand in the index. */
export const SLOWEST = `
  select audit_id as "auditId", occurred_at as "occurredAt", operation, status, client, file_id as "fileId",
    milliseconds, upstream_milliseconds as "upstreamMilliseconds"
  from audit_log
  where tenant_id = $1 and milliseconds >= 100 and occurred_at >= $2 and occurred_at < $3
  order by milliseconds desc limit $4`;

/** $1 tenant, $2 last day. Distinct people in thirty days: those of a subselect are hashed, those of an aggregate would be sorted. */
export const SEATS_USED = `
  select count(*)::int as "seats" from (
    select distinct user_id from audit_people where tenant_id = $1 and day between $2::date - 29 and $2::date) people`;
