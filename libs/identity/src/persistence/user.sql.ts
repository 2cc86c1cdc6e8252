import { signedOut } from './signed-out.sql.js';

/** What is told of an account. */
export const USER = `user_id, login, display_name, role, disabled_at is not null as disabled`;

/** $1 tenant, $2 login */
export const FIND_BY_LOGIN = `
  select ${USER}, password_hash, coalesce(first_password_until <= now(), false) as expired
  from users where tenant_id = $1 and login = $2`;

/** $1 tenant, $2 user */
export const FIND_BY_ID = `select ${USER} from users where tenant_id = $1 and user_id = $2`;

/** $1 tenant, $2 user */
export const LOCK_BY_ID = `${FIND_BY_ID} for update`;

/** $1 tenant, $2 login, $3 display name, $4 role. No row back: the login is taken. */
export const ADD = `
  insert into users (tenant_id, login, display_name, role, own_role) values ($1, $2, $3, $4, $4)
  on conflict (tenant_id, login) do nothing returning ${USER}, user_id as "id"`;

/**
 * $1 tenant, $2 user, $3 display name or null, $4 role of his own or null, $5 disabled or null. Whoever is disabled is signed out, his
 * apps are out, and his sessions end.
 */
export const CHANGE = `
  with change as (
    update users set display_name = coalesce($3, display_name), own_role = coalesce($4, own_role),
      disabled_at = case when $5::boolean then coalesce(disabled_at, now()) when $5 is null then disabled_at end
    where tenant_id = $1 and user_id = $2 returning ${USER}
  ), ${signedOut('select user_id from change where disabled')}`;

/** $1 tenant, $2 login, $3 display name or null. The update makes the row come back whoever inserted it. */
export const ENSURE_MEMBER = `
  insert into users (tenant_id, login, display_name) values ($1, $2, coalesce($3, $2))
  on conflict (tenant_id, login) do update set display_name =
    case when users.password_hash is null then coalesce($3, users.display_name) else users.display_name end
  returning ${USER}`;

/** $1 tenant, $2 login, $3 password hash */
export const ENSURE_ADMINISTRATOR = `
  insert into users (tenant_id, login, display_name, password_hash, role, own_role)
  values ($1, $2, initcap($2), $3, 'administrator', 'administrator')
  on conflict (tenant_id, login) do update
    set role = 'administrator', own_role = 'administrator', password_hash = coalesce(users.password_hash, excluded.password_hash)
  returning ${USER}`;
