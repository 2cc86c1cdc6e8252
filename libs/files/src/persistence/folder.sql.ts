import { ASKING, SUMMARY_FOR } from './file.sql.js';

/** $1 tenant, $2 user, $3 container: a row if the user has a right on it. */
export const VISIBLE_FOLDER = `
  select c.container_id as "id", c.parent_id as "parentId", c.owner_id as "ownerId", c.name, c.created_at as "createdAt",
    effective_right(me, c) as "rights"
  from containers c ${ASKING}
  where c.tenant_id = $1 and c.container_id = $3 and effective_right(me, c) is not null`;

/** $1 tenant, $2 user, $3 containers. Those of them that the user has a right on. */
export const VISIBLE_AMONG = `
  select c.container_id as "id" from containers c ${ASKING}
  where c.tenant_id = $1 and c.container_id = any ($3::uuid[]) and effective_right(me, c) is not null`;

/** $1 tenant, $2 user, $3 container, which the user has a right on. */
export const FILES_IN = `${SUMMARY_FOR} where f.tenant_id = $1 and f.container_id = $3 and f.deleted_at is null
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
