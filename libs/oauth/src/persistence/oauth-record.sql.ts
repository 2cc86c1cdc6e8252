/** $1 tenant, $2 kind, $3 SHA-256 of the id, $4 grant, $5 user, $6 client, $7 payload, $8 seconds to live */
export const UPSERT = `
  insert into oauth_records (tenant_id, kind, record_sha256, grant_id, user_id, client_id, payload, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
  on conflict (tenant_id, kind, record_sha256) do update set payload = excluded.payload, expires_at = excluded.expires_at`;

/** $1 tenant, $2 kind, $3 SHA-256 of the id */
export const FIND = `
  select payload, floor(extract(epoch from consumed_at))::float8 as "consumed"
  from oauth_records where tenant_id = $1 and kind = $2 and record_sha256 = $3 and expires_at > now()`;

/** $1 tenant, $2 kind, $3 SHA-256 of the id. A row for the first caller only. */
export const CONSUME = `
  update oauth_records set consumed_at = now()
  where tenant_id = $1 and kind = $2 and record_sha256 = $3 and consumed_at is null
  returning true as "first"`;

/** $1 tenant, $2 kind, $3 SHA-256 of the id */
export const REMOVE = `delete from oauth_records where tenant_id = $1 and kind = $2 and record_sha256 = $3`;

/** $1 tenant, $2 SHA-256 of an access token. One row while token and grant live and the person is not disabled. */
export const BEARER = `
  select u.user_id as "userId", u.login, u.display_name as "displayName", t.client_id as "clientId", t.grant_id as "grantId"
  from oauth_records t
  join oauth_records g on g.tenant_id = t.tenant_id and g.grant_id = t.grant_id and g.kind = 'Grant' and g.expires_at > now()
  join users u on u.tenant_id = t.tenant_id and u.user_id = t.user_id
  where t.tenant_id = $1 and t.kind = 'AccessToken' and t.record_sha256 = $2 and t.expires_at > now()
    and u.disabled_at is null`;

/** $1 tenant, $2 user. A row for an account that is not disabled. */
export const LIVE_ACCOUNT = `
  select true as "live" from users where tenant_id = $1 and user_id = $2 and disabled_at is null`;

/** $1 tenant */
export const FORGET_EXPIRED = `delete from oauth_records where tenant_id = $1 and expires_at < now() - interval '1 day'`;
