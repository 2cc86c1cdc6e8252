import { COLUMNS } from './audit-query.sql.js';

/** Behind what has been sealed by now, unless there is a place already. */
export const BEGIN = `insert into audit_push (xid, seq) select xid, seq from audit_position on conflict do nothing`;

/** $1 claim. One process at a time, not before the next attempt is due, and only where something may wait. */
export const CLAIM = `
  update audit_push u set claim_id = $1, claimed_until = now() + interval '1 minute'
  from audit_position p
  where u.claimed_until < now() and u.next_attempt_at <= now() and (u.xid, u.seq) <> (p.xid, p.seq)
  returning u.xid::text as "xid", u.seq::text as "seq", u.attempts`;

/** $1 after xid, $2 after seq, $3 up to xid, $4 up to seq, $5 after seq, $6 up to seq, $7 most. In the order of writing, of all tenants. */
export const NEXT = `
  select tenant_id as "tenantId", ${COLUMNS}, xid::text as "xid", seq::text as "seq" from audit_log
  where (xid, seq) > ($1::xid8, $2::bigint) and (xid, seq) <= ($3::xid8, $4::bigint) and seq > $5::bigint and seq <= $6::bigint
  order by audit_log.xid, audit_log.seq limit $7`;

/** $1 claim, $2 xid, $3 seq, $4 outcome. */
export const TAKEN = `
  update audit_push set xid = $2::xid8, seq = $3, attempts = 0, last_outcome = $4, claimed_until = '-infinity'
  where claim_id = $1`;

/** $1 claim, $2 outcome. Again after one second, two, four, …, five minutes at most, a part of it by chance. */
export const NOT_TAKEN = `
  update audit_push set attempts = attempts + 1, last_outcome = $2, claimed_until = '-infinity',
    next_attempt_at = now() + least(interval '5 minutes', interval '1 second' * 2 ^ least(attempts, 9)) * (0.5 + random() / 2)
  where claim_id = $1`;

/** $1 claim. */
export const RELEASE = `update audit_push set claimed_until = '-infinity' where claim_id = $1`;

/** Of the oldest row that waits. */
export const STATE = `
  select attempts, last_outcome as "lastOutcome", coalesce((
    select extract(epoch from now() - a.occurred_at) from audit_log a
    where (a.xid, a.seq) > (u.xid, u.seq) order by a.xid, a.seq limit 1), 0)::float8 as "lagSeconds"
  from audit_push u`;
