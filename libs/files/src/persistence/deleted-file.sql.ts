const CURRENT_KEPT = `exists (
      select from versions v where v.tenant_id = f.tenant_id and v.file_id = f.file_id and v.version = f.version)`;

/** $1 tenant, $2 user or null. Deleted files whose current version is kept; of the user's own, for administrators and applications all. */
const RESTORABLE = `f.tenant_id = $1 and f.deleted_at is not null
    and ($2::uuid is null or f.owner_id = $2 or exists (
      select from users a where a.tenant_id = $1 and a.user_id = $2 and a.role = 'administrator'))
    and ${CURRENT_KEPT}`;

const DELETED = `
  select f.file_id as "id", f.name, f.size::float8 as "size", f.owner_id as "ownerId", o.display_name as "ownerName",
    f.deleted_at as "deletedAt", d.display_name as "deletedByName",
    coalesce(c.container_id, f.owner_id) as "containerId"
  from files f
  join users o on o.tenant_id = f.tenant_id and o.user_id = f.owner_id
  left join users d on d.tenant_id = f.tenant_id and d.user_id = f.deleted_by
  left join containers c on c.tenant_id = f.tenant_id and c.container_id = f.container_id and c.deleted_at is null`;

/** $1 tenant. All that can be brought back, by whomever. */
export const DELETED_FILES = `${DELETED}
  where f.tenant_id = $1 and f.deleted_at is not null and ${CURRENT_KEPT}`;

/** $1 tenant, $2 user or null. The last deleted first. */
export const LIST = `${DELETED} where ${RESTORABLE} order by f.deleted_at desc, f.file_id limit 1000`;

/** $1 tenant, $2 user or null, $3 file. */
export const FIND = `${DELETED} where ${RESTORABLE} and f.file_id = $3`;

/**
 * $1 tenant, $2 file, $3 name, $4 container. No row back when it is there again, was purged, or the container is gone. Whoever calls it has
 * taken the turn, so that nothing is purged meanwhile.
 */
export const RESTORE = `
  with folder as (
    select container_id, owner_id from containers
    where tenant_id = $1 and container_id = $4 and deleted_at is null
    for share
  ), change as (
    update files f set deleted_at = null, deleted_by = null, name = $3, container_id = folder.container_id
    from folder
    where f.tenant_id = $1 and f.file_id = $2 and f.deleted_at is not null and f.owner_id = folder.owner_id
      and exists (select from versions v where v.tenant_id = $1 and v.file_id = $2 and v.version = f.version)
    returning f.file_id
  )`;
