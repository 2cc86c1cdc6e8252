const KEY = `key_id as "keyId", k.tenant_id as "tenantId", purpose, k.state, revoked_at as "revokedAt",
  k.saves_until as "savesUntil", k.created_at as "createdAt"`;

/** $1 tenant, $2 key, $3 sealed secret, $4 purpose. */
export const INSERT_KEY = `
  insert into proxy_keys (tenant_id, key_id, encrypted_secret, purpose) values ($1, $2, $3, $4)`;

/** $1 tenant. */
export const KEYS_OF = `
  select ${KEY}, encrypted_secret as "sealedSecret" from proxy_keys k where tenant_id = $1 order by created_at, key_id`;

/** $1 tenant. */
export const LIST_KEYS = `select ${KEY} from proxy_keys k where tenant_id = $1 order by created_at, key_id`;

/** $1 tenant. How many keys an id of a stranger is compared with: those that are accepted, and revoked ones whose sessions may save. */
export const COMPARED_KEYS = `
  select count(*) filter (where state <> 'revoked')::integer as accepted,
    count(*) filter (where state = 'revoked' and saves_until > now())::integer as "revokedInGrace"
  from proxy_keys where tenant_id = $1`;

/** $1 tenants. Active keys first, since most ids are signed with one; revoked ones while their sessions may save. */
export const KEYS_TO_SERVE = `
  select ${KEY}, encrypted_secret as "sealedSecret" from proxy_keys k
  where tenant_id = any($1) and (state <> 'revoked' or saves_until > now())
  order by state, created_at, key_id`;

/** $1 tenant, $2 key, $3 active or retiring. A revoked key stays revoked. */
export const SET_KEY_STATE = `
  update proxy_keys k set state = $3 where tenant_id = $1 and key_id = $2 and state <> 'revoked' returning ${KEY}`;

/** $1 tenant, $2 key, $3 whether its running sessions are cut off. Revoked once more, a key loses days of grace only. */
export const REVOKE_KEY = `
  update proxy_keys k set
    state = 'revoked',
    revoked_at = coalesce(revoked_at, now()),
    saves_until = case
      when $3 then least(k.saves_until, now())
      else coalesce(k.saves_until, now() + make_interval(days => t.grace_days))
    end
  from tenants t
  where k.tenant_id = $1 and key_id = $2 and t.tenant_id = k.tenant_id
  returning ${KEY}`;

/** $1 tenant, $2 purpose, $3 the key that stays active. */
export const RETIRE_OTHER_KEYS = `
  update proxy_keys k set state = 'retiring'
  where tenant_id = $1 and purpose = $2 and key_id <> $3 and state = 'active'
  returning ${KEY}`;
