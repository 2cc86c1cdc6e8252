import { DELETED_FILES as ALL_DELETED, RECOVERED_SAVES as ALL_RECOVERED } from '#files';
import { LOCKS_IN_FORCE } from '#locks';
import type { Listing } from './listing.js';

/** $2 part of the name, $3 owner's login, $4 container. */
export const FILES: Listing = {
  rows: `
    select f.file_id as "id", f.name, f.size::float8 as "size", f.version::text as "version", f.owner_id as "ownerId",
      f.container_id as "containerId", o.display_name as "ownerName", f.modified_at as "modifiedAt",
      m.display_name as "modifiedByName"
    from files f
    join users o on o.tenant_id = f.tenant_id and o.user_id = f.owner_id
    join users m on m.tenant_id = f.tenant_id and m.user_id = f.modified_by
    where f.tenant_id = $1 and f.deleted_at is null
      and ($2::text is null or strpos(lower(f.name), lower($2)) > 0)
      and ($3::text is null or o.login = lower($3))
      and ($4::uuid is null or f.container_id = $4)`,
  filters: 3,
  idType: 'uuid',
  sorts: { name: 'text', modifiedAt: 'timestamptz', size: 'float8' },
};

/** Whether nobody has a live session any more in which the lock `h` could be used. */
const STALE = `not exists (
      select from sessions s
      where s.tenant_id = h.tenant_id and s.revoked_at is null and s.expires_at > now()
        and (s.file_id = h.file_id or s.file_id is null and (h.holder_id is null or s.user_id = h.holder_id)))`;

/** $2 file, $3 holder's login, $4 stale or not. */
export const LOCKS: Listing = {
  rows: `
    select * from (
      select h.file_id || ' ' || md5(h.lock_id) as "id", h.file_id as "fileId", f.name as "fileName", h.lock_id as "lock",
        h.kind, h.holder_id as "holderId", coalesce(u.display_name, h.holder_name) as "holder", h.since,
        h.expires_at as "expiresAt", ${STALE} as "stale"
      from (${LOCKS_IN_FORCE}) h
      join files f on f.tenant_id = h.tenant_id and f.file_id = h.file_id
      left join users u on u.tenant_id = h.tenant_id and u.user_id = h.holder_id
      where h.tenant_id = $1 and ($2::uuid is null or h.file_id = $2) and ($3::text is null or u.login = lower($3))
    ) held
    where $4::boolean is null or stale = $4`,
  filters: 3,
  idType: 'text',
  sorts: { since: 'timestamptz', expiresAt: 'timestamptz', fileName: 'text' },
};

/** Live ones. $2 user's login, $3 file, $4 client. */
export const SESSIONS: Listing = {
  rows: `
    select s.session_id as "id", s.file_id as "fileId", f.name as "fileName", s.container_id as "containerId",
      s.user_id as "userId", u.login as "user", s.client, s.action, s.route, s.created_at as "openedAt",
      s.expires_at as "expiresAt"
    from sessions s
    join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id and u.disabled_at is null
    left join files f on f.tenant_id = s.tenant_id and f.file_id = s.file_id
    where s.tenant_id = $1 and s.revoked_at is null and s.expires_at > now()
      and ($2::text is null or u.login = lower($2))
      and ($3::uuid is null or s.file_id = $3)
      and ($4::text is null or s.client = $4)`,
  filters: 3,
  idType: 'uuid',
  sorts: { openedAt: 'timestamptz', expiresAt: 'timestamptz', user: 'text' },
};

/** $2 part of login or name, $3 role, $4 disabled or not. */
export const USERS: Listing = {
  rows: `
    select user_id as "id", login, display_name as "displayName", role, disabled_at is not null as "disabled",
      created_at as "createdAt"
    from users
    where tenant_id = $1
      and ($2::text is null or strpos(login, lower($2)) > 0 or strpos(lower(display_name), lower($2)) > 0)
      and ($3::text is null or role = $3)
      and ($4::boolean is null or (disabled_at is not null) = $4)`,
  filters: 3,
  idType: 'uuid',
  sorts: { login: 'text', displayName: 'text', createdAt: 'timestamptz' },
};

/** Of one tenant; of all, and those that are good for all, where $1 is null. */
export const API_KEYS: Listing = {
  rows: `
    select key_id as "id", name, prefix, role, permissions, case when everywhere then null else tenant_id end as "tenantId",
      user_id as "userId", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
      revoked_at as "revokedAt"
    from api_keys where $1::uuid is null or (tenant_id = $1 and not everywhere)`,
  filters: 0,
  idType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};

/** $2 owner. Folders that are there. */
export const CONTAINERS: Listing = {
  rows: `
    select container_id as "id", parent_id as "parentId", owner_id as "ownerId", name, created_at as "createdAt"
    from containers where tenant_id = $1 and owner_id = $2 and deleted_at is null`,
  filters: 1,
  idType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};

/** $2 part of the name, $3 owner's id. */
export const DELETED_FILES: Listing = {
  rows: `
    select * from (${ALL_DELETED}) f
    where ($2::text is null or strpos(lower(f.name), lower($2)) > 0) and ($3::uuid is null or f."ownerId" = $3)`,
  filters: 2,
  idType: 'uuid',
  sorts: { deletedAt: 'timestamptz', name: 'text', size: 'float8' },
};

/** $2 file, $3 reason. */
export const RECOVERED: Listing = {
  rows: `
    select * from (${ALL_RECOVERED}) r
    where ($2::uuid is null or r."fileId" = $2) and ($3::text is null or r.reason = $3)`,
  filters: 2,
  idType: 'uuid',
  sorts: { createdAt: 'timestamptz', fileName: 'text', size: 'float8' },
};
