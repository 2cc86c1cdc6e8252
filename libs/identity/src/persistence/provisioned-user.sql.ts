import { signedOut } from './signed-out.sql.js';

const USER = `user_id as "id", login, display_name as "displayName", external_id as "externalId", email,
  disabled_at is null as "active", created_at as "createdAt"`;

/** Accounts of administrators that were made here are out of a directory's reach, so that it cannot lock everybody out. */
const WITHIN_REACH = `tenant_id = $1 and own_role = 'member' and deprovisioned_at is null`;

/** $1 tenant, $2 id, $3 login, $4 external id, $5 e-mail address, $6 active; each null for any */
const FOUND = `
  from users where ${WITHIN_REACH}
    and ($2::uuid is null or user_id = $2) and ($3::text is null or login = $3) and ($4::text is null or external_id = $4)
    and ($5::text is null or lower(email) = lower($5)) and ($6::boolean is null or (disabled_at is null) = $6)`;

export const COUNT = `select count(*)::int as "total" ${FOUND}`;

/** $7 how many to leave out, $8 how many at most */
export const LIST = `select ${USER} ${FOUND} order by created_at, user_id offset $7 limit $8`;

/** $1 tenant, $2 user */
export const LOCK = `select ${USER} from users where ${WITHIN_REACH} and user_id = $2 for update`;

/** $1 tenant, $2 login, $3 display name, $4 external id or null, $5 e-mail address or null, $6 active */
export const ADD = `
  insert into users (tenant_id, login, display_name, external_id, email, disabled_at)
  values ($1, $2, $3, $4, $5, case when not $6 then now() end)
  on conflict (tenant_id, login) do update
    set display_name = $3, email = $5, disabled_at = excluded.disabled_at, deprovisioned_at = null
    where users.deprovisioned_at is not null and users.external_id = excluded.external_id
  returning ${USER}`;

/** $1 tenant, $2 user, $3 login, $4 display name, $5 external id or null, $6 e-mail address or null, $7 active */
export const CHANGE = `
  with change as (
    update users set login = $3, display_name = $4, external_id = $5, email = $6,
      disabled_at = case when not $7 then coalesce(disabled_at, now()) end
    where tenant_id = $1 and user_id = $2 returning ${USER}
  ), ${signedOut('select "id" from change where not "active"')}`;

/** $1 tenant, $2 user */
export const REMOVE = `
  with change as (
    update users set disabled_at = coalesce(disabled_at, now()), deprovisioned_at = now()
    where tenant_id = $1 and user_id = $2 returning user_id
  ), left_groups as (
    delete from group_members where tenant_id = $1 and user_id in (select user_id from change)
  ), ${signedOut('select user_id from change')}`;
