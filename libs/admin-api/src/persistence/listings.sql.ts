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
  keyType: 'uuid',
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
  keyType: 'text',
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
  keyType: 'uuid',
  sorts: { openedAt: 'timestamptz', expiresAt: 'timestamptz', user: 'text' },
};

/** $2 part of login or name, $3 role, $4 disabled or not, $5 with a second factor or without. */
export const USERS: Listing = {
  rows: `
    select u.user_id as "id", u.login, u.display_name as "displayName", u.role, u.disabled_at is not null as "disabled",
      s.confirmed_at is not null as "secondFactor", u.created_at as "createdAt"
    from users u left join second_factors s on s.tenant_id = u.tenant_id and s.user_id = u.user_id
    where u.tenant_id = $1
      and ($2::text is null or strpos(u.login, lower($2)) > 0 or strpos(lower(u.display_name), lower($2)) > 0)
      and ($3::text is null or u.role = $3)
      and ($4::boolean is null or (u.disabled_at is not null) = $4)
      and ($5::boolean is null or (s.confirmed_at is not null) = $5)`,
  filters: 4,
  keyType: 'uuid',
  sorts: { login: 'text', displayName: 'text', createdAt: 'timestamptz' },
};

/** Of one tenant; of all, and those that are good for all, where $1 is null. $2 part of the name, $3 role, $4 person, $5 in force or not. */
export const API_KEYS: Listing = {
  rows: `
    select key_id as "id", name, prefix, role, permissions, case when everywhere then null else tenant_id end as "tenantId",
      user_id as "userId", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
      revoked_at as "revokedAt"
    from api_keys
    where ($1::uuid is null or (tenant_id = $1 and not everywhere))
      and ($2::text is null or strpos(lower(name), lower($2)) > 0)
      and ($3::text is null or role = $3)
      and ($4::uuid is null or user_id = $4)
      and ($5::boolean is null or (revoked_at is null and coalesce(expires_at > now(), true)) = $5)`,
  filters: 4,
  keyType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};

/** $2 container, $3 part of the name, $4 owner's login, $5 parent. Folders that are there. */
export const CONTAINERS: Listing = {
  rows: `
    select c.container_id as "id", c.parent_id as "parentId", c.owner_id as "ownerId", o.login as "owner", c.name,
      c.created_at as "createdAt"
    from containers c join users o on o.tenant_id = c.tenant_id and o.user_id = c.owner_id
    where c.tenant_id = $1 and c.deleted_at is null
      and ($2::uuid is null or c.container_id = $2)
      and ($3::text is null or strpos(lower(c.name), lower($3)) > 0)
      and ($4::text is null or o.login = lower($4))
      and ($5::uuid is null or c.parent_id = $5)`,
  filters: 4,
  keyType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};

/** $2 part of the name, $3 owner's id. */
export const DELETED_FILES: Listing = {
  rows: `
    select * from (${ALL_DELETED}) f
    where ($2::text is null or strpos(lower(f.name), lower($2)) > 0) and ($3::uuid is null or f."ownerId" = $3)`,
  filters: 2,
  keyType: 'uuid',
  sorts: { deletedAt: 'timestamptz', name: 'text', size: 'float8' },
};

/** $2 file, $3 reason. */
export const RECOVERED: Listing = {
  rows: `
    select * from (${ALL_RECOVERED}) r
    where ($2::uuid is null or r."fileId" = $2) and ($3::text is null or r.reason = $3)`,
  filters: 2,
  keyType: 'uuid',
  sorts: { createdAt: 'timestamptz', fileName: 'text', size: 'float8' },
};
