import { USER } from './user.sql.js';

/** $1 tenant, $2 issuer, $3 subject, $4 display name or null, $5 e-mail address or null */
export const RECOGNISE = `
  with bound as (
    insert into user_identities as i (tenant_id, issuer, subject, user_id)
    select tenant_id, $2, $3, user_id from users u
    where tenant_id = $1 and external_id = $3
      and not exists (
        select from user_identities o where o.tenant_id = $1 and o.issuer = $2 and (o.subject = $3 or o.user_id = u.user_id))
    on conflict do nothing
    returning user_id
  ), seen as (
    update user_identities set last_sign_in_at = now() where tenant_id = $1 and issuer = $2 and subject = $3 returning user_id
  )
  update users set display_name = coalesce($4, display_name), email = coalesce($5, email)
  where tenant_id = $1 and user_id in (select user_id from seen union all select user_id from bound)
  returning ${USER}`;

/** $1 tenant, $2 issuer, $3 subject, $4 login, $5 display name or null, $6 e-mail address or null */
export const ADD_RECOGNISED = `
  with change as (
    insert into users (tenant_id, login, display_name, email) values ($1, $4, coalesce($5, $4), $6)
    on conflict (tenant_id, login) do nothing returning ${USER}, user_id as "id"
  ), bound as (
    insert into user_identities (tenant_id, issuer, subject, user_id) select $1, $2, $3, user_id from change
  )`;
