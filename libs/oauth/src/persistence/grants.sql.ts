/** $1 tenant. What people have granted to apps, and is in force. */
export const GRANTS = `
  select g.grant_id as "id", g.user_id as "userId", u.login as "user", g.client_id as "clientId", g.created_at as "grantedAt",
    t.renewable_until as "renewableUntil", g.expires_at as "expiresAt", s.open as "sessions"
  from oauth_records g
  join users u on u.tenant_id = g.tenant_id and u.user_id = g.user_id
  cross join lateral (
    select max(least(expires_at, g.expires_at)) as renewable_until from oauth_records
    where tenant_id = g.tenant_id and grant_id = g.grant_id and kind = 'RefreshToken' and consumed_at is null and expires_at > now()) t
  cross join lateral (
    select count(*)::int as open from sessions
    where tenant_id = g.tenant_id and grant_id = g.grant_id and revoked_at is null and expires_at > now()) s
  where g.tenant_id = $1 and g.kind = 'Grant' and g.expires_at > now()`;

/** $1 tenant, $2 user. The apps that a person has let in. */
export const CONNECTIONS = `
  select client_id as "clientId", min(created_at) as "since"
  from oauth_records
  where tenant_id = $1 and user_id = $2 and kind = 'Grant' and expires_at > now()
  group by client_id order by client_id`;

/** $1 tenant, $2 grant or null, $3 user or null, $4 client or null. They end with their codes and tokens; answers which, and whose. */
export const END_GRANTS = `
  with ended as (
    delete from oauth_records where tenant_id = $1 and grant_id in (
      select grant_id from oauth_records
      where tenant_id = $1 and kind = 'Grant' and ($2::text is null or grant_id = $2)
        and ($3::uuid is null or user_id = $3) and ($4::text is null or client_id = $4))
    returning kind, grant_id, user_id, client_id
  ), change as (
    select grant_id as "grantId", user_id as "userId", client_id as "clientId" from ended where kind = 'Grant'
  )`;

/**
 * $1 tenant, $2 grants. A statement of its own, after the one that ended them: it has to see the sessions that this one waited for.
 */
export const END_SESSIONS = `
  update sessions set revoked_at = now() where tenant_id = $1 and grant_id = any($2) and revoked_at is null`;
