import { signedOut } from './signed-out.sql.js';

const GROUP = `group_id as "id", name, external_id as "externalId", created_at as "createdAt", changed_at as "changedAt",
  array(select r.role from group_roles r where r.tenant_id = groups.tenant_id and r.group_id = groups.group_id order by role) as "roles"`;

/** $1 tenant */
export const EXCLUSIVELY = `select pg_advisory_xact_lock(hashtextextended('groups ' || $1, 0))`;

/** $1 tenant, $2 id, $3 name, $4 external id, $5 a member; each null for any */
const FOUND = `
  from groups where tenant_id = $1
    and ($2::uuid is null or group_id = $2) and ($3::text is null or lower(name) = lower($3))
    and ($4::text is null or external_id = $4)
    and ($5::uuid is null or exists (
      select from group_members m where m.tenant_id = $1 and m.group_id = groups.group_id and m.user_id = $5))`;

export const COUNT = `select count(*)::int as "total" ${FOUND}`;

/** $6 how many to leave out, $7 how many at most */
export const LIST = `select ${GROUP} ${FOUND} order by created_at, group_id offset $6 limit $7`;

/** $1 tenant, $2 group */
export const FIND = `select ${GROUP} from groups where tenant_id = $1 and group_id = $2`;

/** $1 tenant, $2 name, $3 external id or null */
export const ADD = `insert into groups (tenant_id, name, external_id) values ($1, $2, $3) returning ${GROUP}`;

/** $1 tenant, $2 group, $3 name or null, $4 whether the external id changes, $5 to what */
export const CHANGE = `
  update groups set name = coalesce($3, name), external_id = case when $4 then $5 else external_id end, changed_at = now()
  where tenant_id = $1 and group_id = $2 returning ${GROUP}`;

/** $1 tenant, $2 group */
export const REMOVE = `delete from groups where tenant_id = $1 and group_id = $2 returning group_id`;

/** $1 tenant, $2 group */
export const MEMBERS = `select user_id as "id" from group_members where tenant_id = $1 and group_id = $2`;

/** $1 tenant, $2 group, $3 who comes, $4 who goes, $5 who alone may stay, or null. Answers whoever came or went. */
export const CHANGE_MEMBERS = `
  with wanted as (
    select distinct id from unnest($3::uuid[] || coalesce($5::uuid[], '{}')) id
  ), gone as (
    delete from group_members
    where tenant_id = $1 and group_id = $2 and user_id not in (select id from wanted)
      and ($5::uuid[] is not null or user_id = any($4::uuid[]))
    returning user_id
  ), come as (
    insert into group_members (tenant_id, group_id, user_id, source) select $1, $2, id, 'assigned' from wanted
    on conflict (tenant_id, group_id, user_id) do update set source = 'assigned' where group_members.source <> 'assigned'
    returning user_id
  ), moved as (
    update groups set changed_at = now()
    where tenant_id = $1 and group_id = $2 and (exists (select from gone) or exists (select from come))
  ), change as (
    select user_id as "id" from gone union all select user_id from come
  )`;

/** $1 tenant, $2 group, $3 role */
export const ADD_ROLE = `
  insert into group_roles (tenant_id, group_id, role) values ($1, $2, $3) on conflict do nothing returning role`;

/** $1 tenant, $2 group, $3 role */
export const REMOVE_ROLE = `
  delete from group_roles where tenant_id = $1 and group_id = $2 and role = $3 returning role`;

const CLAIMED = `select group_id from groups where tenant_id = $1 and external_id = any($3::text[])`;

/** $1 tenant, $2 user, $3 external ids of groups */
export const CLAIMS_DIFFER = `
  select exists (
    select from group_members
    where tenant_id = $1 and user_id = $2 and source = 'claimed' and group_id not in (${CLAIMED})
  ) or exists (
    select from (${CLAIMED}) claimed
    where not exists (
      select from group_members m where m.tenant_id = $1 and m.group_id = claimed.group_id and m.user_id = $2)
  ) as "differ"`;

/** $1 tenant, $2 user, $3 external ids of groups. Whoever was put into a group by hand stays in it. */
export const SET_CLAIMED = `
  with gone as (
    delete from group_members
    where tenant_id = $1 and user_id = $2 and source = 'claimed' and group_id not in (${CLAIMED})
    returning group_id
  ), come as (
    insert into group_members (tenant_id, group_id, user_id, source)
    select $1, group_id, $2, 'claimed' from (${CLAIMED}) claimed
    on conflict do nothing returning group_id
  ), change as (
    select group_id from gone union all select group_id from come
  )`;

/** The roles by groups of the row `u` of users. */
const BY_GROUPS = `
    select r.role from group_members m
    join group_roles r on r.tenant_id = m.tenant_id and r.group_id = m.group_id
    where m.tenant_id = u.tenant_id and m.user_id = u.user_id`;

/** $1 tenant, $2 users */
export const SETTLE_ROLES = `
  with due as (
    select u.user_id,
      case when u.own_role = 'administrator' or 'administrator' in (${BY_GROUPS}) then 'administrator' else 'member' end as role
    from users u where u.tenant_id = $1 and u.user_id = any($2::uuid[])
  ), changed as (
    update users u set role = due.role from due
    where u.tenant_id = $1 and u.user_id = due.user_id and u.role <> due.role
    returning u.user_id, u.role
  ), ${signedOut(`select user_id from changed where role = 'member'`)}
  select user_id from changed`;

/** $1 tenant, $2 user */
export const ROLES_OF = `
  select distinct r.role from users u cross join lateral (${BY_GROUPS}) r
  where u.tenant_id = $1 and u.user_id = $2 order by r.role`;
