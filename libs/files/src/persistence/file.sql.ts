import { SECURED } from './secure-view.sql.js';
import { COAUTHORS, HELD, HELD_COLUMNS, inForce } from '#locks';

/** Whether a link or an application answers for the user of a session, who needs no right of his own on its file then. */
const ANSWERED_FOR = `(s.vouched or s.share_link_id is not null)`;

/** Whether nobody asks what right the user has of his own: an application answers for him, for good, and on no other file. */
const NEEDS_NO_RIGHT = `(s.vouched and s.share_link_id is null and s.file_id = $3)`;

/** A link carries no further than whoever made it may hand on. */
const LINK_HOLDS = `(s.share_link_id is null or exists (
      select from share_links k join users m on m.tenant_id = k.tenant_id and m.user_id = k.created_by
      where k.tenant_id = s.tenant_id and k.link_id = s.share_link_id and effective_right(m, f) = 'manage'))`;

/**
 * $1 tenant, $2 session, $3 file, $4 when the token was issued. One row for a live session that may use the file: its user has a
 * right on it, or it was opened for it by whom that is answered for, or he made the file within such a session; and nobody has
 * revoked the file's tokens since, if the session was opened for another one. Its file columns are null when the file was deleted.
 */
export const REQUEST_CONTEXT = `
  select s.user_id as "userId", s.client, s.action, s.denied, s.route, s.expires_at as "expiresAt",
    now() as "readAt", s.share_link_id is null and (u.user_id = f.owner_id or u.role = 'administrator') as "own",
    coalesce(s.user_id = s.share_link_id, false) as "anonymous",
    s.share_link_id is null and u.role = 'administrator' as "administrator",
    case when not ${ANSWERED_FOR} then r.granted end as "right",
    case when r.granted is not null and u.user_id <> f.owner_id and not ${ANSWERED_FOR}
      then shared_right(s.tenant_id, s.user_id, null, f.container_id) end as "folderRight",
    u.display_name as "displayName", u.user_info as "userInfo", t.plan,
    f.name, f.owner_id as "ownerId", f.container_id as "containerId", f.version::text as "version",
    f.size::float8 as "size", f.sha256, f.blob_key as "blobKey", f.modified_at as "modifiedAt",
    ${SECURED} as "secured", coalesce(f.watermark, t.watermark) as "watermark", ${HELD_COLUMNS}
  from sessions s
  join tenants t on t.tenant_id = s.tenant_id
  join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
  left join files f on f.tenant_id = s.tenant_id and f.file_id = $3 and f.deleted_at is null
  left join locks l on l.tenant_id = s.tenant_id and l.file_id = $3 and ${HELD}
  cross join lateral (select case when not ${NEEDS_NO_RIGHT} then effective_right(u, f) end as granted offset 0) r
  where s.tenant_id = $1 and s.session_id = $2
    and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null
    and (f.file_id is null
      or s.file_id = $3 and ${ANSWERED_FOR} and ${LINK_HOLDS}
      or (r.granted is not null or s.vouched and f.created_by = u.user_id)
        and (s.file_id = $3 or f.tokens_valid_from is null or f.tokens_valid_from < $4))`;

/**
 * Gives a file new content: one row back, or none when neither lock is in force, the file is gone, the blob was swept, the file had
 * to be empty and is not, or its version or place is not the expected one.
 * $1 tenant, $2 file, $3 lock id or null, $4 blob, $5 size, $6 SHA-256, $7 author, $8 origin, $9 restored from, $10 must be empty,
 * $11 coauth lock id or null, $12 save kind or null, $13 modified by user or null, $14 editors, $15 expected version or null,
 * $16 session or null, $17 keeps streams: else those beside the main content end, and the properties that end with it,
 * $18 container and $19 name that it must have, or null.
 */
export const PUBLISH = `
  with held as (
    select from locks l where l.tenant_id = $1 and l.file_id = $2 and ${inForce('$3', '$11')} for update
  ), kept as (
    insert into blobs (tenant_id, blob_key, fate) select $1, $4, 'kept' from held
    on conflict (tenant_id, blob_key) do update set fate = blobs.fate where blobs.fate = 'kept'
    returning blob_key
  ), change as (
    update files f
    set version = f.version + 1, size = $5, sha256 = $6, blob_key = kept.blob_key, modified_at = now(), modified_by = $7
    from kept
    where f.tenant_id = $1 and f.file_id = $2 and f.deleted_at is null and (not $10::boolean or f.size = 0)
      and ($15::bigint is null or f.version = $15)
      and ($19::text is null or f.container_id = $18::uuid and lower(f.name) = lower($19))
    returning f.version, f.modified_at
  ), versioned as (
    insert into versions (tenant_id, file_id, version, origin, restored_from, size, sha256, blob_key, author_id,
      save_kind, modified_by_user, editors, session_id, session_opened_at)
    select $1, $2, change.version, $8, $9, $5, $6, $4, $7, $12, $13, $14::uuid[], $16,
      (select s.created_at from sessions s where s.tenant_id = $1 and s.session_id = $16)
    from change
  ), streams as (
    delete from alternate_streams s using change where s.tenant_id = $1 and s.file_id = $2 and not $17::boolean
  ), properties as (
    delete from content_properties p using change
    where p.tenant_id = $1 and p.file_id = $2 and p.retention = 'DeleteOnContentChange' and not $17::boolean
  )`;

/**
 * $1 tenant, $2 file, $3 name, $4 container, $5 blob, $6 size, $7 SHA-256, $8 author. The file belongs to whom its container belongs
 * to; no row back when that is gone. Whoever deletes the container waits for this statement or is waited for.
 */
export const CREATE = `
  with folder as (
    select container_id, owner_id from containers
    where tenant_id = $1 and container_id = $4 and deleted_at is null
    for share
  ), kept as (
    insert into blobs (tenant_id, blob_key, fate) select $1, $5, 'kept' from folder
    on conflict (tenant_id, blob_key) do update set fate = blobs.fate where blobs.fate = 'kept'
    returning blob_key
  ), change as (
    insert into files (tenant_id, file_id, name, owner_id, container_id, version, size, sha256, blob_key, created_by,
      modified_by)
    select $1, $2, $3, folder.owner_id, folder.container_id, 1, $6, $7, kept.blob_key, $8, $8 from folder, kept
    returning file_id
  ), versioned as (
    insert into versions (tenant_id, file_id, version, origin, size, sha256, blob_key, author_id)
    select $1, $2, 1, 'created', $6, $7, $5, $8 from change
  )`;

/** $1 tenant, $2 file. */
export const VERSION = `
  select version::text as "version" from files where tenant_id = $1 and file_id = $2 and deleted_at is null`;

/** $1 tenant, $2 file. */
export const SIZE = `
  select size::float8 as "size" from files where tenant_id = $1 and file_id = $2 and deleted_at is null`;

/** $1 tenant, $2 file. Whether somebody else than the owner has a live session on the file, or could have one by a share or a link. */
export const IS_SHARED = `
  select exists (
    select from sessions s
    where s.tenant_id = f.tenant_id and s.file_id = f.file_id and s.user_id <> f.owner_id
      and s.revoked_at is null and s.expires_at > now())
    or exists (
    select from share_links k
    where k.tenant_id = f.tenant_id and (k.file_id = f.file_id or k.container_id = f.container_id)
      and k.revoked_at is null and k.expires_at > now())
    or exists (
    with recursive way as (
      select c.container_id, c.parent_id from containers c
      where c.tenant_id = f.tenant_id and c.container_id = f.container_id
      union all
      select p.container_id, p.parent_id from way
      join containers p on p.tenant_id = f.tenant_id and p.container_id = way.parent_id
    )
    select from shares h
    where h.tenant_id = f.tenant_id
      and h.resource_id in (select f.file_id union all select container_id from way)) as "shared"
  from files f where f.tenant_id = $1 and f.file_id = $2`;

/** $1 tenant, $2 file, $3 new name. */
export const RENAME = `
  update files set name = $3 where tenant_id = $1 and file_id = $2 and deleted_at is null returning file_id`;

/** $1 tenant, $2 file, $3 user. Versions and blobs stay. */
export const DELETE = `
  update files set deleted_at = now(), deleted_by = $3
  where tenant_id = $1 and file_id = $2 and deleted_at is null returning file_id`;

/** $1 tenant, $2 container, $3 name. */
export const FIND_BY_NAME = `
  select f.file_id as "id", f.created_by as "createdBy", ${HELD_COLUMNS}
  from files f
  left join locks l on l.tenant_id = f.tenant_id and l.file_id = f.file_id and ${HELD}
  where f.tenant_id = $1 and f.container_id = $2 and lower(f.name) = lower($3) and f.deleted_at is null`;

/** $1 tenant, $2 container, $3 names. Those of them that are taken, as they were given: only Postgres knows its own lower(). */
export const TAKEN_NAMES = `
  select wish as "name" from unnest($3::text[]) as wish
  where exists (
    select from files
    where tenant_id = $1 and container_id = $2 and lower(name) = lower(wish) and deleted_at is null)`;

/** $1 tenant, $2 user, $3 user info. */
export const PUT_USER_INFO = `
  update users set user_info = $3 where tenant_id = $1 and user_id = $2 returning user_id`;

/** Whoever asks, $2 of tenant $1, as `me`. */
export const ASKING = `join users me on me.tenant_id = $1 and me.user_id = $2`;

/** $1 tenant, $2 user: owners see their files, administrators all. What others have shared is listed apart. */
const OWN = `f.tenant_id = $1 and f.deleted_at is null and (f.owner_id = $2 or me.role = 'administrator')`;

/** $1 tenant. */
export const VISIBLE = `f.tenant_id = $1 and effective_right(me, f) is not null`;

/** A file as lists show it. */
const SUMMARY_COLUMNS = `
  select f.file_id as "id", f.name, f.size::float8 as "size", f.version::text as "version", f.owner_id as "ownerId",
    f.container_id as "containerId", o.display_name as "ownerName", f.modified_at as "modifiedAt", m.display_name as "modifiedByName",
    case when l.expires_at > now() then coalesce(h.display_name, 'someone') else ${COAUTHORS} end as "lockedBy",
    f.blob_key as "blobKey", f.sha256`;

const SUMMARY_ROWS = `
  from files f
  join users o on o.tenant_id = f.tenant_id and o.user_id = f.owner_id
  join users m on m.tenant_id = f.tenant_id and m.user_id = f.modified_by
  left join locks l on l.tenant_id = f.tenant_id and l.file_id = f.file_id and ${HELD}
  left join users h on h.tenant_id = f.tenant_id and h.user_id = l.acquired_by`;

const SUMMARY = `${SUMMARY_COLUMNS} ${SUMMARY_ROWS}`;

/** $1 tenant, $2 user: with what he may do, and whether he may do no more than look. */
export const SUMMARY_FOR = `${SUMMARY_COLUMNS}, effective_right(me, f) as "rights",
    ${SECURED} and effective_right(me, f) in ('view', 'comment') as "secured"
  ${SUMMARY_ROWS} ${ASKING} join tenants t on t.tenant_id = f.tenant_id`;

/** $1 tenant, $2 user. */
export const LIST = `${SUMMARY_FOR} where ${OWN} order by f.modified_at desc, f.file_id limit 1000`;

/** $1 tenant, $2 user, $3 file. */
export const GET = `${SUMMARY_FOR} where ${VISIBLE} and f.file_id = $3`;

/** $1 tenant, $2 file: for callers that have a right of their own. */
export const GET_ANY = `${SUMMARY} where f.tenant_id = $1 and f.file_id = $2 and f.deleted_at is null`;

/** $1 tenant, $2 file. */
export const GET_EVEN_DELETED = `${SUMMARY} where f.tenant_id = $1 and f.file_id = $2`;
