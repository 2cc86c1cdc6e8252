import { LOCK_TTL_MINUTES } from '#wopi-protocol';

const EXPIRY = `now() + interval '${LOCK_TTL_MINUTES} minutes'`;
const RETURNED = `lock_id as "id", expires_at as "expiresAt"`;

/** $1 tenant, $2 file, $3 lock id, $4 user. No row back: someone else holds a live lock. */
export const ACQUIRE = `
  insert into locks as l (tenant_id, file_id, lock_id, expires_at, acquired_by)
  values ($1, $2, $3, ${EXPIRY}, $4)
  on conflict (tenant_id, file_id) do update
    set lock_id = excluded.lock_id, expires_at = excluded.expires_at,
        acquired_by = case when l.lock_id = excluded.lock_id and l.expires_at > now() then l.acquired_by else excluded.acquired_by end,
        acquired_at = case when l.lock_id = excluded.lock_id and l.expires_at > now() then l.acquired_at else now() end
    where l.lock_id = excluded.lock_id or l.expires_at <= now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 expected lock id. */
export const REFRESH = `
  update locks set expires_at = ${EXPIRY}
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 expected lock id, $4 new lock id, $5 user. */
export const SWAP = `
  update locks set lock_id = $4, expires_at = ${EXPIRY}, acquired_by = $5, acquired_at = now()
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 expected lock id. */
export const RELEASE = `
  delete from locks
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now()
  returning ${RETURNED}`;

/** $1 tenant, $2 file. */
export const FIND = `
  select ${RETURNED} from locks where tenant_id = $1 and file_id = $2 and expires_at > now()`;

/** $1 tenant, $2 file, $3 expected lock id. */
export const PIN = `
  select ${RETURNED} from locks
  where tenant_id = $1 and file_id = $2 and lock_id = $3 and expires_at > now() for update`;

/** $1 tenant, $2 file, $3 token. */
export const OCCUPY = `
  insert into locks as l (tenant_id, file_id, lock_id, expires_at) values ($1, $2, $3, ${EXPIRY})
  on conflict (tenant_id, file_id) do update
    set lock_id = excluded.lock_id, expires_at = excluded.expires_at, acquired_by = null, acquired_at = now()
    where l.expires_at <= now()
  returning lock_id`;

/** $1 tenant, $2 file, $3 token. */
export const VACATE = `delete from locks where tenant_id = $1 and file_id = $2 and lock_id = $3`;
