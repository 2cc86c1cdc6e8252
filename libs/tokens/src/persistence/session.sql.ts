/**
 * $1 tenant, $2 session, $3 file or null, $4 container or null (neither: the ecosystem), $5 user, $6 client, $7 action, $8 denied,
 * $9 route, $10 seconds to live, $11 SHA-256 of the launch ticket or null, $12 seconds the ticket lives, $13 grant of an app or null,
 * $14 share link or null, $15 vouched for. No row for a grant or a link that has ended; one that is just ending waits for the row, and ends it too.
 */
export const OPEN = `
  with held as (
    select from oauth_records where tenant_id = $1 and grant_id = $13 and kind = 'Grant' for key share
  ), link as (
    select expires_at from share_links
    where tenant_id = $1 and link_id = $14 and revoked_at is null and expires_at > now()
    for share
  ), change as (
    insert into sessions (tenant_id, session_id, file_id, container_id, user_id, client, action, denied, route,
      expires_at, launch_sha256, launch_expires_at, grant_id, share_link_id, vouched)
    select $1, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6, $7, $8::text[], $9,
      date_trunc('second', least(now() + make_interval(secs => $10), (select expires_at from link))),
      $11::bytea, case when $11::bytea is null then null else now() + make_interval(secs => $12) end, $13::text, $14::uuid, $15::boolean
    where ($13::text is null or exists (select from held)) and ($14::uuid is null or exists (select from link))
    returning expires_at as "expiresAt", created_at as "openedAt"
  )`;

/**
 * $1 tenant, $2 session or null, $3 user or null, $4 file or null, $5 whether all live ones where none of these is named. For a file, the tokens for it that were derived
 * from sessions of other resources end too.
 */
export const REVOKE = `
  with ended as (
    update sessions set revoked_at = now()
    where tenant_id = $1 and revoked_at is null
      and ($2::uuid is null or session_id = $2)
      and ($3::uuid is null or user_id = $3)
      and ($4::uuid is null or file_id = $4)
      and (coalesce($2, $3, $4) is not null or $5::boolean and expires_at > now())
    returning session_id
  ), outdated as (
    update files set tokens_valid_from = now()
    where tenant_id = $1 and file_id = $4 and $2::uuid is null
    returning file_id
  ), change as (
    select (select count(*)::int from ended) as "revoked"
    where exists (select from ended) or exists (select from outdated)
  )`;

/** $1 tenant, $2 session, alive or not. */
export const ORIGIN = `
  select user_id as "userId", client, action, expires_at as "expiresAt" from sessions where tenant_id = $1 and session_id = $2`;

/** $1 tenant, $2 SHA-256 of the ticket. */
export const LAUNCH = `
  select session_id as "sessionId", file_id as "fileId", container_id as "containerId", user_id as "userId", client, action,
    denied, route, expires_at as "expiresAt", created_at as "openedAt"
  from sessions
  where tenant_id = $1 and launch_sha256 = $2 and launch_expires_at > now() and revoked_at is null and expires_at > now()`;

/** Rows are kept for a while, since the audit log names them. */
export const FORGET_OLD = `delete from sessions where expires_at < now() - interval '90 days'`;
