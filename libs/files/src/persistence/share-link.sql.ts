const LIVE = `k.revoked_at is null and k.expires_at > now()`;

/**
 * $1 tenant, $2 link, $3 SHA-256 of the secret, $4 file or null, $5 container or null, $6 rights, $7 creator, $8 days, $9 hash of a password or null. No row back: the
 * resource has as many links as it may have.
 */
export const CREATE = `
  insert into share_links (tenant_id, link_id, secret_sha256, file_id, container_id, rights, created_by, expires_at, password_hash)
  select $1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8), $9
  where (
    select count(*) from share_links k where k.tenant_id = $1 and (k.file_id = $4 or k.container_id = $5) and ${LIVE}) < 500
  returning link_id as "id", expires_at as "expiresAt"`;

/** $1 tenant, $2 SHA-256 of the secret. A link ends with the account of who made it, or with his right to hand it on. */
export const FIND_LIVE = `
  select k.link_id as "id", k.rights, k.file_id as "fileId", k.container_id as "containerId", k.password_hash as "passwordHash"
  from share_links k
  join users u on u.tenant_id = k.tenant_id and u.user_id = k.created_by
  left join files f on f.tenant_id = k.tenant_id and f.file_id = k.file_id
  left join containers c on c.tenant_id = k.tenant_id and c.container_id = k.container_id
  where k.tenant_id = $1 and k.secret_sha256 = $2 and ${LIVE}
    and 'manage' in (effective_right(u, f), effective_right(u, c))`;

/** $1 tenant, $2 file or null, $3 container or null. Newest first. */
export const LIST = `
  select k.link_id as "id", k.rights, u.display_name as "createdByName", k.created_at as "createdAt",
    k.expires_at as "expiresAt", k.password_hash is not null as "guarded"
  from share_links k join users u on u.tenant_id = k.tenant_id and u.user_id = k.created_by
  where k.tenant_id = $1 and (k.file_id = $2 or k.container_id = $3) and ${LIVE}
  order by k.created_at desc, k.link_id`;

/** $1 tenant, $2 link, $3 user: who made the link, or manages what it leads to. */
export const REVOKE = `
  update share_links k set revoked_at = now(), revoked_by = $3
  where k.tenant_id = $1 and k.link_id = $2 and k.revoked_at is null and (
    k.created_by = $3
    or exists (
      select from users u
      left join files f on f.tenant_id = $1 and f.file_id = k.file_id
      left join containers c on c.tenant_id = $1 and c.container_id = k.container_id
      where u.tenant_id = $1 and u.user_id = $3
        and (u.role = 'administrator' or 'manage' in (effective_right(u, f), effective_right(u, c)))))
  returning k.link_id`;

/** $1 tenant, $2 link. To run after REVOKE, in a statement of its own: a session may have been opened while REVOKE waited. */
export const END_SESSIONS = `
  update sessions set revoked_at = now() where tenant_id = $1 and share_link_id = $2 and revoked_at is null`;

/** $1 tenant, $2 link. The person of those who are not signed in: has the link's id, and a login that nobody can type. */
export const ENSURE_GUEST = `
  insert into users (tenant_id, user_id, login, display_name) values ($1, $2::uuid, 'guest ' || $2::uuid, 'Guest')
  on conflict (tenant_id, user_id) do nothing`;

/** $1 tenant, $2 container. */
export const SHARED_FOLDER = `
  select name from containers where tenant_id = $1 and container_id = $2 and deleted_at is null`;

/** $1 tenant, $2 container, $3 a file or null for all. */
export const SHARED_FILES = `
  select f.file_id as "id", f.name, f.size::float8 as "size", f.modified_at as "modifiedAt"
  from files f
  where f.tenant_id = $1 and f.container_id = $2 and f.deleted_at is null and ($3::uuid is null or f.file_id = $3)
  order by lower(f.name), f.file_id limit 1000`;
