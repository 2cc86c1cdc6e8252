/** $1 tenant, $2 principal, $3 key, $4 hash. A row comes back to the one caller whose request is to be carried out. */
export const CLAIM = `
  insert into idempotent_requests as known (tenant_id, principal_id, key, request_hash) values ($1, $2, $3, $4)
  on conflict (tenant_id, principal_id, key) do update
    set request_hash = excluded.request_hash, sealed_answer = null, expires_at = excluded.expires_at
    where known.expires_at <= now()
  returning key`;

/** $1 tenant, $2 principal, $3 key. */
export const FIND = `
  select request_hash as "requestHash", sealed_answer as "sealedAnswer" from idempotent_requests
  where tenant_id = $1 and principal_id = $2 and key = $3`;

/** $1 tenant, $2 principal, $3 key, $4 sealed answer. Takes some of what has expired away with it. */
export const FINISH = `
  with expired as (
    delete from idempotent_requests
    where (tenant_id, principal_id, key) in (
      select tenant_id, principal_id, key from idempotent_requests where expires_at <= now()
      order by expires_at limit 100 for update skip locked)
  )
  update idempotent_requests set sealed_answer = $4
  where tenant_id = $1 and principal_id = $2 and key = $3 and expires_at > now()`;

/** $1 tenant, $2 principal, $3 key. */
export const FORGET = `delete from idempotent_requests where tenant_id = $1 and principal_id = $2 and key = $3`;
