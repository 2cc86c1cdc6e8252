import { signedOutOfPortal } from './signed-out.sql.js';

/** $1 tenant, $2 user, $3 password hash, $4 for how many hours it is good */
export const GIVE_FIRST = `
  with change as (
    update users set password_hash = $3, first_password_until = now() + make_interval(hours => $4)
    where tenant_id = $1 and user_id = $2 returning user_id, first_password_until as "until"
  ), ${signedOutOfPortal('select user_id from change')}`;

/** $1 tenant, $2 user, $3 new hash, $4 old hash */
export const REPLACE = `
  with change as (
    update users set password_hash = $3, first_password_until = null
    where tenant_id = $1 and user_id = $2 and password_hash = $4 and disabled_at is null returning user_id
  ), ${signedOutOfPortal('select user_id from change')}`;
