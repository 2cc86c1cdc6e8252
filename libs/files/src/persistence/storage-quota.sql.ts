/** Until the transaction ends nobody changes a file: who is at it is waited for. */
export const KEEP_STILL = `lock table files in share row exclusive mode`;

const LIVE_BYTES = `(select coalesce(sum(size), 0) from files where tenant_id = $1 and deleted_at is null)`;

/** $1 tenant, $2 bytes. Counts what is there. */
export const SET = `
  insert into storage_quotas (tenant_id, quota_bytes, used_bytes) values ($1, $2, ${LIVE_BYTES})
  on conflict (tenant_id) do update set quota_bytes = excluded.quota_bytes, used_bytes = excluded.used_bytes
  returning tenant_id`;

/** $1 tenant. A row back, whether there was a quota or not. */
export const LIFT = `
  with lifted as (
    delete from storage_quotas where tenant_id = $1
  ), change as (
    select tenant_id from tenants where tenant_id = $1
  )`;

/** $1 tenant. */
export const USE = `
  select (select quota_bytes from storage_quotas where tenant_id = $1)::float8 as "quotaBytes",
    ${LIVE_BYTES}::float8 as "usedBytes",
    (select coalesce(sum(size), 0) from versions where tenant_id = $1)::float8 as "versionBytes",
    (select coalesce(sum(size), 0) from recovered_saves where tenant_id = $1)::float8 as "recoveredBytes"`;
