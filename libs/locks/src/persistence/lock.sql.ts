import { HELD, HELD_COLUMNS, inForce } from './held.sql.js';

const RETURNED = `l.lock_id as "id", l.expires_at as "expiresAt"`;
const until = (seconds: string) => `now() + make_interval(secs => ${seconds}::integer)`;

/** $1 tenant, $2 file, $3 lock id, $4 user, $5 seconds, $6 visible name. No row back: something else holds the file. */
export const ACQUIRE = `
  insert into locks as l (tenant_id, file_id, lock_id, expires_at, acquired_by, visible_as)
  values ($1, $2, $3, ${until('$5')}, $4, $6)
  on conflict (tenant_id, file_id) do update
    set lock_id = excluded.lock_id, expires_at = excluded.expires_at, visible_as = excluded.visible_as,
        acquired_by = case when l.lock_id = excluded.lock_id and l.expires_at > now() then l.acquired_by else excluded.acquired_by end,
        acquired_at = case when l.lock_id = excluded.lock_id and l.expires_at > now() then l.acquired_at else now() end,
        coauth = '{}', coauth_until = '-infinity'
    where (l.lock_id = excluded.lock_id or l.expires_at <= now()) and l.coauth_until <= now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 expected lock id, $4 seconds, $5 visible name. */
export const REFRESH = `
  update locks l set expires_at = ${until('$4')}, visible_as = $5
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 expected lock id, $4 new lock id, $5 user, $6 seconds, $7 visible name. */
export const SWAP = `
  update locks l set lock_id = $4, expires_at = ${until('$6')}, acquired_by = $5, acquired_at = now(), visible_as = $7
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 expected lock id. */
export const RELEASE = `
  delete from locks l
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file. */
export const FIND = `
  select ${HELD_COLUMNS} from locks l where l.tenant_id = $1 and l.file_id = $2 and ${HELD}`;

/** $1 tenant, $2 file, $3 expected lock id, $4 expected coauth lock id. */
export const PIN = `
  select from locks l where l.tenant_id = $1 and l.file_id = $2 and ${inForce('$3', '$4')} for update`;

/** $1 tenant, $2 file, $3 token. */
export const OCCUPY = `
  insert into locks as l (tenant_id, file_id, lock_id, expires_at) values ($1, $2, $3, ${until('60')})
  on conflict (tenant_id, file_id) do update
    set lock_id = excluded.lock_id, expires_at = excluded.expires_at, acquired_by = null, acquired_at = now(),
        visible_as = null, coauth = '{}', coauth_until = '-infinity'
    where l.expires_at <= now() and l.coauth_until <= now()
  returning lock_id`;

/** $1 tenant, $2 file, $3 token. */
export const VACATE = `delete from locks where tenant_id = $1 and file_id = $2 and lock_id = $3`;
