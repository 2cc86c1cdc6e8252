const COLUMNS = `c.container_id as "id", c.parent_id as "parentId", c.owner_id as "ownerId", c.name, c.created_at as "createdAt"`;

/** $1 tenant, $2 container. */
export const FIND = `
  select ${COLUMNS} from containers c where c.tenant_id = $1 and c.container_id = $2 and c.deleted_at is null`;

/** $1 tenant, $2 container. The root first, the container itself last. */
export const PATH = `
  with recursive way as (
    select c.*, 0 as level from containers c
    where c.tenant_id = $1 and c.container_id = $2 and c.deleted_at is null
    union all
    select p.*, way.level + 1 from way
    join containers p on p.tenant_id = way.tenant_id and p.container_id = way.parent_id
  )
  select ${COLUMNS} from way c order by c.level desc`;

/** $1 tenant, $2 parent. */
export const CHILDREN = `
  select ${COLUMNS} from containers c
  where c.tenant_id = $1 and c.parent_id = $2 and c.deleted_at is null order by lower(c.name), c.container_id`;

/** $1 tenant, $2 container. How many levels there are from the root to it. */
const LEVEL = (container: string) => `(
  with recursive way as (
    select container_id, parent_id from containers where tenant_id = $1 and container_id = ${container}
    union all
    select p.container_id, p.parent_id from way
    join containers p on p.tenant_id = $1 and p.container_id = way.parent_id
  ) select count(*) from way)`;

/**
 * $1 tenant, $2 container, $3 parent, $4 name, $5 creator, $6 most levels. No row back: the parent is gone, or too deep. Whoever
 * deletes the parent waits for this statement or is waited for; the parent is looked at after the wait.
 */
export const CREATE = `
  with parent as (
    select container_id, owner_id from containers
    where tenant_id = $1 and container_id = $3 and deleted_at is null
    for share
  ), change as (
    insert into containers (tenant_id, container_id, parent_id, owner_id, name, created_by)
    select $1, $2, parent.container_id, parent.owner_id, $4, $5 from parent where ${LEVEL('$3')} < $6
    returning container_id
  )`;

/** $1 tenant, $2 container, $3 name. */
export const RENAME = `
  update containers set name = $3 where tenant_id = $1 and container_id = $2 and deleted_at is null
  returning container_id`;

/** $1 tenant, $2 container. Until the transaction ends nothing can be put into the folder; what was put there before can be seen. */
export const LOCK_FOR_REMOVAL = `
  select parent_id is null as "isRoot" from containers
  where tenant_id = $1 and container_id = $2 and deleted_at is null for update`;

/** $1 tenant, $2 container, $3 user. No row back: there is something in it. */
export const REMOVE = `
  update containers c set deleted_at = now(), deleted_by = $3
  where tenant_id = $1 and container_id = $2 and deleted_at is null
    and not exists (
      select from containers k where k.tenant_id = $1 and k.parent_id = $2 and k.deleted_at is null)
    and not exists (
      select from files f where f.tenant_id = $1 and f.container_id = $2 and f.deleted_at is null)
  returning container_id`;

/** $1 tenant, $2 container: its tree is changed by one mover at a time, so that two moves together can make no circle. */
export const LOCK_TREE = `
  select pg_advisory_xact_lock(hashtextextended('containers:' || tenant_id || owner_id, 0)), owner_id as "ownerId"
  from containers where tenant_id = $1 and container_id = $2 and deleted_at is null`;

/** $1 tenant, $2 container, $3 new parent. What speaks against the move, looked at with the tree locked. */
export const LOOK_BEFORE_MOVE = `
  with recursive below as (
    select container_id, 1 as level from containers where tenant_id = $1 and container_id = $2
    union all
    select k.container_id, below.level + 1 from below
    join containers k on k.tenant_id = $1 and k.parent_id = below.container_id and k.deleted_at is null
  )
  select exists (select from below where container_id = $3) as "withinItself",
    ${LEVEL('$3')} + (select max(level) from below) as "levels",
    (select owner_id from containers where tenant_id = $1 and container_id = $3 and deleted_at is null) as "ownerId"`;

/** $1 tenant, $2 container, $3 new parent. No row back: one of them is gone, or the first is a root. */
export const MOVE = `
  with parent as (
    select container_id, owner_id from containers
    where tenant_id = $1 and container_id = $3 and deleted_at is null
    for share
  ), change as (
    update containers c set parent_id = parent.container_id from parent
    where c.tenant_id = $1 and c.container_id = $2 and c.deleted_at is null and c.parent_id is not null
      and c.owner_id = parent.owner_id
    returning c.container_id
  )`;

/** $1 tenant, $2 parent, $3 names. Those of them that are taken, as they were given. */
export const TAKEN_NAMES = `
  select wish as "name" from unnest($3::text[]) as wish
  where exists (
    select from containers
    where tenant_id = $1 and parent_id = $2 and lower(name) = lower(wish) and deleted_at is null)`;
