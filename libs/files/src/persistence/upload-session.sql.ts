const LATER = `now() + interval '30 minutes'`;

/** $1 tenant, $2 hash of the token, $3 file, $4 user, $5 the most that one user may have at a time. */
export const CREATE = `
  insert into upload_sessions (tenant_id, token_sha256, file_id, user_id, expires_at)
  select $1, $2, $3, $4, ${LATER}
  where $5 > (select count(*) from upload_sessions where tenant_id = $1 and user_id = $4 and expires_at > now())
  returning token_sha256`;

/** $1 tenant, $2 hash of the token, $3 file, $4 user. */
export const FIND = `
  select u.received::float8 as "received", (
    select coalesce(jsonb_agg(jsonb_build_object('part', f.blob_key, 'start', 0, 'length', f.size) order by f.start), '[]')
    from upload_fragments f where f.tenant_id = u.tenant_id and f.token_sha256 = u.token_sha256) as "fragments"
  from upload_sessions u
  where u.tenant_id = $1 and u.token_sha256 = $2 and u.file_id = $3 and u.user_id = $4 and u.expires_at > now()`;

/** $1 tenant, $2 hash of the token, $3 expected offset, $4 blob, $5 size. No row back: the bytes do not belong there, or too late. */
export const APPEND = `
  with session as (
    update upload_sessions set received = received + $5, expires_at = ${LATER}
    where tenant_id = $1 and token_sha256 = $2 and received = $3 and expires_at > now()
    returning received
  ), kept as (
    insert into blobs (tenant_id, blob_key, fate) select $1, $4, 'kept' from session
    on conflict (tenant_id, blob_key) do nothing returning blob_key
  ), change as (
    insert into upload_fragments (tenant_id, token_sha256, start, size, blob_key)
    select $1, $2, $3, $5, kept.blob_key from kept
    returning start + size as received
  )
  select received::float8 as "received" from change`;

/** $1 tenant, $2 hash of the token. Its fragments go with it. */
export const END = `
  with fragments as (
    select blob_key as key from upload_fragments where tenant_id = $1 and token_sha256 = $2
  ), session as (
    delete from upload_sessions where tenant_id = $1 and token_sha256 = $2
  )
  select key as "key" from fragments`;

export const END_EXPIRED = `delete from upload_sessions where expires_at <= now()`;
