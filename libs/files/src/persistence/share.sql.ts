import { ASKING, SUMMARY_FOR } from './file.sql.js';

/** More would make a list that nobody reads, and every look at a right longer: groups are for more. */
const MOST = 500;

/** Guests of links are users, too, whom nobody can mean. Their logins hold a space, which no other does. */
const PERSON = `u.tenant_id = $1 and u.disabled_at is null and strpos(u.login, ' ') = 0`;

/**
 * $1 tenant, $2 file or null, $3 container or null, $4 person or group, $5 rights, $6 who shares it or null. Gives the right, or changes
 * it. No row back: there is no such person or group, or the resource is shared with as many as it may be.
 */
export const SET = `
  with grantee as (
    select u.user_id, null::uuid as group_id from users u where ${PERSON} and u.user_id = $4
    union all
    select null, g.group_id from groups g where g.tenant_id = $1 and g.group_id = $4
  ), change as (
    insert into shares (tenant_id, file_id, container_id, user_id, group_id, rights, created_by)
    select $1, $2::uuid, $3::uuid, user_id, group_id, $5, $6::uuid from grantee
    where (
      select count(*) from shares s
      where s.tenant_id = $1 and s.resource_id = coalesce($2::uuid, $3::uuid) and s.grantee_id <> $4) < ${MOST}
    on conflict (tenant_id, resource_id, grantee_id) do update
      set rights = excluded.rights, created_by = excluded.created_by, created_at = now()
    returning grantee_id
  )`;

/** $1 tenant, $2 file or container, $3 person or group. */
export const REMOVE = `
  delete from shares where tenant_id = $1 and resource_id = $2 and grantee_id = $3 returning grantee_id`;

/** $1 tenant. Shares `s` with what lists say of them. */
const SHARED = `
  select s.grantee_id as "id", case when s.user_id is null then 'group' else 'person' end as "kind",
    coalesce(u.display_name, g.name) as "name", s.rights, s.created_at as "createdAt", b.display_name as "sharedByName"`;

const GRANTEES = `
  left join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
  left join groups g on g.tenant_id = s.tenant_id and g.group_id = s.group_id
  left join users b on b.tenant_id = s.tenant_id and b.user_id = s.created_by`;

/** $1 tenant, $2 file or container. By name. */
export const OF = `${SHARED} from shares s ${GRANTEES}
  where s.tenant_id = $1 and s.resource_id = $2 order by lower(coalesce(u.display_name, g.name)), s.grantee_id`;

/**
 * $1 tenant, $2 user, $3 the container that something lies in. What it inherits, from the nearest folder first. The name of a folder
 * that the user has no right on is left out.
 */
export const INHERITED = `
  with recursive way as (
    select c.container_id, c.parent_id, 0 as level from containers c where c.tenant_id = $1 and c.container_id = $3
    union all
    select p.container_id, p.parent_id, way.level + 1 from way
    join containers p on p.tenant_id = $1 and p.container_id = way.parent_id
  )
  ${SHARED}, case when effective_right(me, c) is not null then c.name end as "fromName"
  from way
  join containers c on c.tenant_id = $1 and c.container_id = way.container_id
  join shares s on s.tenant_id = $1 and s.resource_id = way.container_id
  ${GRANTEES}
  ${ASKING}
  order by way.level, lower(coalesce(u.display_name, g.name)), s.grantee_id`;

/** $1 tenant, $2 user. What was given to the user himself or to his groups. */
const GIVEN = `
  select s.resource_id from shares s
  where s.tenant_id = $1 and s.grantee_id in (
    select $2::uuid union all select m.group_id from group_members m where m.tenant_id = $1 and m.user_id = $2::uuid)`;

/** $1 tenant, $2 user. Files that others share with the user, newest first. */
export const FILES_WITH = `${SUMMARY_FOR}
  where f.tenant_id = $1 and f.file_id in (${GIVEN}) and f.owner_id <> $2 and f.deleted_at is null
  order by f.modified_at desc, f.file_id limit 1000`;

/** $1 tenant, $2 user. Folders that others share with the user, by name. */
export const FOLDERS_WITH = `
  select c.container_id as "id", c.name, o.display_name as "ownerName", effective_right(me, c) as "rights"
  from containers c
  join users o on o.tenant_id = c.tenant_id and o.user_id = c.owner_id
  ${ASKING}
  where c.tenant_id = $1 and c.container_id in (${GIVEN}) and c.owner_id <> $2 and c.deleted_at is null
  order by lower(c.name), c.container_id limit 1000`;
