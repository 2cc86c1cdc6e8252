import { signedOutOfPortal } from './signed-out.sql.js';

/** $1 tenant, $2 user. With the time, since codes are told by it. */
export const FIND = `
  select sealed_secret as "sealedSecret", confirmed_at is not null as confirmed,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs",
    (select count(*)::int from recovery_codes c where c.tenant_id = f.tenant_id and c.user_id = f.user_id) as "codesLeft"
  from second_factors f where tenant_id = $1 and user_id = $2`;

/** $1 tenant, $2 user, $3 sealed secret. No row back: there is one that counts already. */
export const BEGIN = `
  insert into second_factors (tenant_id, user_id, sealed_secret) values ($1, $2, $3)
  on conflict (tenant_id, user_id) do update set sealed_secret = excluded.sealed_secret
    where second_factors.confirmed_at is null
  returning user_id`;

/** A member of a `with` list: the session, with all cookies that it has had, has seen what is in \`change\`. */
const seenBy = (csrfToken: string): string => `
  seen as (
    update portal_sessions set second_factor_at = now()
    where tenant_id = $1 and user_id in (select user_id from change) and csrf_token = ${csrfToken}
  )`;

/** $1 tenant, $2 user, $3 step of the code, $4 CSRF token, $5 the secret that the code was of, $6 hashes of recovery codes */
export const CONFIRM = `
  with change as (
    update second_factors set confirmed_at = now(), last_step = $3
    where tenant_id = $1 and user_id = $2 and confirmed_at is null and sealed_secret = $5 returning tenant_id, user_id
  ), codes as (
    insert into recovery_codes (tenant_id, user_id, code_sha256)
    select tenant_id, user_id, code from change cross join unnest($6::bytea[]) code
  ), ${seenBy('$4')}`;

/** $1 tenant, $2 user, $3 step of the code, $4 CSRF token. A code is taken once, and none before it afterwards. */
export const TAKE_CODE = `
  with change as (
    update second_factors set last_step = $3
    where tenant_id = $1 and user_id = $2 and confirmed_at is not null and last_step < $3 returning user_id
  ), ${seenBy('$4')}`;

/** $1 tenant, $2 user, $3 hash, $4 CSRF token */
export const TAKE_RECOVERY_CODE = `
  with change as (
    delete from recovery_codes where tenant_id = $1 and user_id = $2 and code_sha256 = $3 returning user_id
  ), ${seenBy('$4')}`;

/** $1 tenant, $2 user, $3 hashes */
export const RENEW_RECOVERY_CODES = `
  with gone as (
    delete from recovery_codes where tenant_id = $1 and user_id = $2
  ), change as (
    insert into recovery_codes (tenant_id, user_id, code_sha256)
    select tenant_id, user_id, code from second_factors cross join unnest($3::bytea[]) code
    where tenant_id = $1 and user_id = $2 and confirmed_at is not null
    returning user_id
  )`;

/** $1 tenant, $2 user */
export const REMOVE = `delete from second_factors where tenant_id = $1 and user_id = $2 returning user_id`;

/** $1 tenant, $2 user. Whoever was in by it is out. */
export const RESET = `
  with change as (${REMOVE}), ${signedOutOfPortal('select user_id from change')}`;
