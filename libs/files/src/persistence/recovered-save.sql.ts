import { isHeld } from '#versions';
import { ASSEMBLED_PREFIX } from '../chunks/chunk-list.js';

/**
 * Whether a save `r` is of the same author as session `s`: of the same person, or of the very session where that is a guest's. The
 * guests of a share link are one user and many people.
 */
const SAME_AUTHOR = `r.author_id = s.user_id and (s.share_link_id is distinct from s.user_id or r.session_id = s.session_id)`;

/**
 * $1 tenant, $2 session, $3 file, $4 user. How many bytes the bin takes from this author for this file: no row for a session that could
 * not edit, or ended more than a day ago. All guests of a link have the room of one person.
 */
export const ROOM = `
  select greatest(0, p.recovered_bytes - (
    select coalesce(sum(r.size), 0) from recovered_saves r
    where r.tenant_id = $1 and r.author_id = $4 and not (r.file_id = $3 and ${SAME_AUTHOR})))::float8 as "bytes"
  from retention_policies p
  join sessions s on s.tenant_id = p.tenant_id and s.session_id = $2 and s.user_id = $4 and s.action = 'edit'
    and least(s.revoked_at, s.expires_at) > now() - interval '1 day'
  join files f on f.tenant_id = p.tenant_id and f.file_id = $3
  where p.tenant_id = $1`;

/** $1 tenant, $2 user. One refused save of a person after the other, so that the bin's bounds hold. */
export const LOCK_AUTHOR = `
  select from users where tenant_id = $1 and user_id = $2 for no key update`;

/** $1 tenant, $2 file, $3 author, $4 SHA-256, $5 session, $6 client, $7 reason. */
export const SEEN_AGAIN = `
  update recovered_saves r set created_at = now(), session_id = $5, client = $6, reason = $7
  from sessions s
  where r.tenant_id = $1 and r.file_id = $2 and r.author_id = $3 and r.sha256 = $4
    and s.tenant_id = $1 and s.session_id = $5 and ${SAME_AUTHOR}
  returning r.recovered_id`;

/** $1 tenant, $2 file, $3 author, $4 SHA-256, $5 session, $6 client, $7 reason, $8 blob, $9 size. No row back for a blob that was swept. */
export const KEEP = `
  with kept as (
    insert into blobs (tenant_id, blob_key, fate) values ($1, $8, 'kept')
    on conflict (tenant_id, blob_key) do update set fate = blobs.fate where blobs.fate = 'kept'
    returning blob_key
  ), change as (
    insert into recovered_saves (tenant_id, file_id, author_id, sha256, session_id, client, reason, blob_key, size)
    select $1, $2, $3, $4, $5, $6, $7, kept.blob_key, $9 from kept
    returning recovered_id
  )`;

/**
 * A client that was refused may have saved the same content a moment later. One that saves in chunks and came from another state reads
 * what changed, and what the session saves then holds both.
 */
const STILL_MISSING = `not exists (
    select from versions v
    where v.tenant_id = r.tenant_id and v.file_id = r.file_id and v.created_at >= r.created_at and (
      v.sha256 = r.sha256
      or v.session_id = r.session_id and r.reason = 'document_changed' and r.blob_key like '${ASSEMBLED_PREFIX}%'))`;

/**
 * $1 tenant, $2 file, $3 user, $4 session. Of one author's saves of one file the oldest that the policy has no room for, never the
 * newest, and what became a version after all. Whoever calls it has taken the turn, so that no hold is placed meanwhile.
 */
export const EVICT = `
  delete from recovered_saves r using (
    select o.*, row_number() over newest as n, sum(o.size) over newest as bytes
    from (
      select r.recovered_id, r.created_at, r.size, ${STILL_MISSING} as missing
      from recovered_saves r join sessions s on s.tenant_id = $1 and s.session_id = $4 and ${SAME_AUTHOR}
      where r.tenant_id = $1 and r.file_id = $2 and r.author_id = $3
    ) o
    window newest as (partition by o.missing order by o.created_at desc, o.recovered_id)
  ) ranked, retention_policies p, (
    select coalesce(sum(r.size), 0) as bytes
    from recovered_saves r join sessions s on s.tenant_id = $1 and s.session_id = $4
    where r.tenant_id = $1 and r.author_id = $3 and not (r.file_id = $2 and ${SAME_AUTHOR})
  ) elsewhere
  where r.tenant_id = $1 and r.recovered_id = ranked.recovered_id and p.tenant_id = $1 and (
      not ranked.missing or ranked.n > 1
      and (ranked.n > p.recovered_per_file or ranked.bytes + elsewhere.bytes > p.recovered_bytes))
    and not ${isHeld('r.tenant_id', 'r.file_id')}
  returning r.blob_key as "key"`;

/** Owners see what was not saved of their files, administrators and applications ($2 is null) all. */
const VISIBLE = `r.tenant_id = $1
    and ($2::uuid is null or f.owner_id = $2 or exists (
      select from users a where a.tenant_id = $1 and a.user_id = $2 and a.role = 'administrator'))`;

const SUMMARY = `
  select r.recovered_id as "id", r.file_id as "fileId", f.name as "fileName", f.deleted_at is not null as "fileDeleted",
    o.display_name as "ownerName", u.display_name as "authorName", r.client, r.reason, r.size::float8 as "size",
    encode(r.sha256, 'hex') as "sha256", r.created_at as "createdAt"
  from recovered_saves r
  join files f on f.tenant_id = r.tenant_id and f.file_id = r.file_id
  join users o on o.tenant_id = r.tenant_id and o.user_id = f.owner_id
  join users u on u.tenant_id = r.tenant_id and u.user_id = r.author_id`;

/** $1 tenant. The bins of all. */
export const RECOVERED_SAVES = `${SUMMARY} where r.tenant_id = $1 and ${STILL_MISSING}`;

/** $1 tenant, $2 user or null. Newest first. */
export const LIST = `${SUMMARY} where ${VISIBLE} and ${STILL_MISSING} order by r.created_at desc, r.recovered_id limit 1000`;

const CONTENT = `
  select r.recovered_id as "id", r.file_id as "fileId", f.name as "fileName",
    f.deleted_at is not null as "fileDeleted", f.owner_id as "ownerId",
    coalesce(c.container_id, f.owner_id) as "containerId", r.author_id as "authorId", r.size::float8 as "size", r.sha256,
    r.blob_key as "blobKey"
  from recovered_saves r
  join files f on f.tenant_id = r.tenant_id and f.file_id = r.file_id
  left join containers c on c.tenant_id = f.tenant_id and c.container_id = f.container_id and c.deleted_at is null`;

/** $1 tenant, $2 user or null, $3 recovered save. */
export const FIND = `${CONTENT} where ${VISIBLE} and r.recovered_id = $3`;

/** $1 tenant, $2 recovered save. */
export const TAKE = `
  delete from recovered_saves where tenant_id = $1 and recovered_id = $2 returning blob_key as "key"`;

/** $1 tenant, $2 recovered save. No row for one that is under a legal hold. */
export const DISCARD = `
  delete from recovered_saves r
  where r.tenant_id = $1 and r.recovered_id = $2 and not ${isHeld('r.tenant_id', 'r.file_id')}
  returning r.blob_key as "key"`;

/** $1 tenant, $2 how many at most. What the policy keeps no longer, and what became a version after all. */
export const EXPIRE = `
  delete from recovered_saves where tenant_id = $1 and recovered_id in (
    select r.recovered_id from recovered_saves r join retention_policies p on p.tenant_id = r.tenant_id
    where r.tenant_id = $1 and not ${isHeld('r.tenant_id', 'r.file_id')}
      and (r.created_at < now() - make_interval(days => p.recovered_days) or not ${STILL_MISSING})
    limit $2)
  returning file_id as "fileId", blob_key as "key"`;
