/** Sessions `s` with what decides what they still need: their accounts `u` and those' second factors `f`. */
const WITH_ACCOUNTS = `
  join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
  left join second_factors f on f.tenant_id = u.tenant_id and f.user_id = u.user_id and f.confirmed_at is not null`;

/** What a session needs before it lets anybody in, told from the present state; an OpenID provider asks for what it wants by itself. */
const step = (roles: string): string => `
  case when s.signed_in_by = 'openid' then null
       when f.user_id is not null and s.second_factor_at is null then 'second-factor'
       when u.first_password_until is not null then 'new-password'
       when f.user_id is null and (u.role = any(${roles}::text[]) or exists (
         select from group_members m join group_roles r on r.tenant_id = m.tenant_id and r.group_id = m.group_id
         where m.tenant_id = u.tenant_id and m.user_id = u.user_id and r.role = any(${roles}::text[]))) then 'enrolment'
  end`;

/** $1 tenant, $2 cookie hash, $3 user, $4 CSRF token, $5 how he signed in, $6 whether by a second factor, $7 roles that need one, $8 sealed id token or null. */
export const ADD = `
  with stale as (
    delete from portal_sessions where tenant_id = $1 and user_id = $3 and expires_at <= now()
  ), s as (
    insert into portal_sessions (tenant_id, cookie_sha256, user_id, csrf_token, signed_in_by, expires_at, second_factor_at, sealed_id_token)
    values ($1, $2, $3, $4, $5, now() + interval '12 hours', case when $6::boolean then now() end, $8::bytea) returning *
  ), change as (
    select ${step('$7')} as step from s ${WITH_ACCOUNTS}
  )`;

/** $1 tenant, $2 cookie hash, $3 roles that need a second factor. Steps are to be taken within a quarter of an hour. */
export const FIND = `
  select u.user_id, u.login, u.display_name, u.role, false as disabled, s.csrf_token, s.signed_in_by, next.step,
         s.second_factor_at is not null as second_factor, s.rotated_at <= now() - interval '1 hour' as rotation_due
  from portal_sessions s ${WITH_ACCOUNTS}
  cross join lateral (select ${step('$3')} as step) next
  where s.tenant_id = $1 and s.cookie_sha256 = $2 and s.expires_at > now() and u.disabled_at is null
    and (next.step is null or s.created_at > now() - interval '15 minutes')`;

/**
 * $1 tenant, $2 old cookie hash, $3 new cookie hash.
 * Of requests that race, the first moves rotated_at; the others wait for its row and then find nothing due.
 * The id token goes with the new cookie. Thirty days after the sign-in the session ends, however often it was used.
 */
export const ROTATE = `
  with old as (
    update portal_sessions s
    set rotated_at = now(), expires_at = least(s.expires_at, now() + interval '60 seconds'), sealed_id_token = null
    from portal_sessions before
    where s.tenant_id = $1 and s.cookie_sha256 = $2 and s.expires_at > now() and s.rotated_at <= now() - interval '1 hour'
      and before.tenant_id = s.tenant_id and before.cookie_sha256 = s.cookie_sha256
    returning s.user_id, s.csrf_token, s.signed_in_by, s.created_at, s.second_factor_at, before.sealed_id_token
  )
  insert into portal_sessions (tenant_id, cookie_sha256, user_id, csrf_token, signed_in_by, created_at, second_factor_at, sealed_id_token, expires_at)
  select $1, $3, user_id, csrf_token, signed_in_by, created_at, second_factor_at, sealed_id_token,
         least(now() + interval '12 hours', created_at + interval '30 days')
  from old
  returning user_id`;

/** $1 tenant, $2 cookie hash. The CSRF token outlives rotations, and so names the session. */
export const REMOVE = `
  delete from portal_sessions gone using portal_sessions known
  where known.tenant_id = $1 and known.cookie_sha256 = $2
    and gone.tenant_id = $1 and gone.user_id = known.user_id and gone.csrf_token = known.csrf_token
  returning gone.sealed_id_token as "sealedIdToken"`;

/** $1 tenant. */
export const FORGET_EXPIRED = `delete from portal_sessions where tenant_id = $1 and expires_at <= now()`;
