/** Whether file `f` of tenant `t` is for looking at only, to those who may not edit it. */
export const SECURED = `coalesce(f.secure_view, t.secure_view)`;

/** $1 tenant. */
export const OF_TENANT = `select secure_view as "enabled", watermark from tenants where tenant_id = $1`;

/** $1 tenant, $2 file. */
export const OF_FILE = `
  select secure_view as "enabled", watermark from files where tenant_id = $1 and file_id = $2 and deleted_at is null`;

/** $1 tenant, $2 enabled, $3 watermark. */
export const SET_FOR_TENANT = `
  update tenants set secure_view = $2, watermark = $3 where tenant_id = $1 returning tenant_id`;

/** $1 tenant, $2 file, $3 enabled, $4 watermark. */
export const SET_FOR_FILE = `
  update files set secure_view = $3, watermark = $4
  where tenant_id = $1 and file_id = $2 and deleted_at is null returning file_id`;

/** $1 tenant, $2 file. */
export const SWITCH_OF = `
  select ${SECURED} as "on", t.secure_view as "byTenant" from files f join tenants t on t.tenant_id = f.tenant_id
  where f.tenant_id = $1 and f.file_id = $2 and f.deleted_at is null`;

/** $1 tenant, $2 file, $3 on. Off takes only the file's own on away. */
export const TURN = `
  update files set secure_view = case when $3::boolean then true else nullif(secure_view, true) end
  where tenant_id = $1 and file_id = $2 and deleted_at is null returning file_id`;
