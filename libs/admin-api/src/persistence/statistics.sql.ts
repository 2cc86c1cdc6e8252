import { LOCKS_IN_FORCE } from '#locks';

/** $1 tenant. */
export const STATISTICS = `
  with present as (select size from files where tenant_id = $1 and deleted_at is null),
  days as (
    select day::text, sum(count)::int as saves from audit_daily
    where tenant_id = $1 and day > (now() at time zone 'UTC')::date - 30
      and operation in ('PutFile', 'PutChunkedFile') and status = 200
    group by day
  )
  select (select count(*)::int from present) as "files",
    (select coalesce(sum(size), 0)::float8 from present) as "bytes",
    (select count(*)::int from versions where tenant_id = $1) as "versions",
    (select count(*)::int from users where tenant_id = $1 and disabled_at is null) as "users",
    (select count(*)::int from sessions where tenant_id = $1 and revoked_at is null and expires_at > now())
      as "liveSessions",
    (select count(*)::int from (${LOCKS_IN_FORCE}) held where tenant_id = $1) as "locks",
    (select coalesce(jsonb_agg(days order by day), '[]') from days) as "savesPerDay"`;
