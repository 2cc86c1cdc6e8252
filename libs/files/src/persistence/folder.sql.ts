import { SUMMARY, VISIBLE } from './file.sql.js';

/** $1 tenant, $2 user, $3 container: a row if the user owns the container or is an administrator. */
export const VISIBLE_FOLDER = `
  select c.container_id as "id", c.parent_id as "parentId", c.owner_id as "ownerId", c.name, c.created_at as "createdAt"
  from containers c
  where c.tenant_id = $1 and c.container_id = $3 and c.deleted_at is null
    and (c.owner_id = $2 or exists (
      select from users a where a.tenant_id = $1 and a.user_id = $2 and a.role = 'administrator'))`;

/** $1 tenant, $2 user, $3 container. */
export const FILES_IN = `${SUMMARY} where ${VISIBLE} and f.container_id = $3
  order by f.modified_at desc, f.file_id limit 5000`;

/**
 * $1 tenant, $2 file, $3 container. No row back: one of them is gone, or they belong to different people. Whoever deletes the container
 * waits for this statement or is waited for.
 */
export const MOVE_FILE = `
  with folder as (
    select container_id, owner_id from containers
    where tenant_id = $1 and container_id = $3 and deleted_at is null
    for share
  ), change as (
    update files f set container_id = folder.container_id from folder
    where f.tenant_id = $1 and f.file_id = $2 and f.deleted_at is null and f.owner_id = folder.owner_id
    returning f.file_id
  )`;
