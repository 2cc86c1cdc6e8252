const KEY = `key_id as "id", name, prefix, role, permissions, user_id as "userId",
  case when everywhere then null else tenant_id end as "tenantId", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

/** $1 tenant, $2 good everywhere, $3 prefix, $4 SHA-256, $5 name, $6 role, $7 permissions or null, $8 user or null, $9 expiry or null, $10 maker. */
export const ADD = `
  insert into api_keys (tenant_id, everywhere, prefix, secret_sha256, name, role, permissions, user_id, expires_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  returning ${KEY}`;

/** The roles that a person has by his groups. */
const rolesOf = (tenant: string, user: string): string => `
  select r.role from group_members m join group_roles r on r.tenant_id = m.tenant_id and r.group_id = m.group_id
  where m.tenant_id = ${tenant} and m.user_id = ${user}`;

/** $1 tenant, $2 good everywhere, $3 prefix, $4 SHA-256, $5 name, $6 role, $7 user, $8 maker */
export const ADD_BY_GROUPS = `
  insert into api_keys (tenant_id, everywhere, prefix, secret_sha256, name, role, user_id, created_by, by_groups, expires_at)
  select $1, $2, $3, $4, $5, $6, $7, $8, true, now() + interval '12 hours'
  where $6 in (${rolesOf('$1', '$7')})
  returning ${KEY}`;

/** $1 prefix, $2 SHA-256. The use is noted once a minute at most. */
export const USE = `
  with found as (
    select k.* from api_keys k
    where k.prefix = $1 and k.secret_sha256 = $2 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and not exists (
        select from users u where u.tenant_id = k.tenant_id and u.user_id = k.user_id and u.disabled_at is not null)
      and (not k.by_groups or k.role in (${rolesOf('k.tenant_id', 'k.user_id')}))
  ), noted as (
    update api_keys k set last_used_at = now() from found
    where k.tenant_id = found.tenant_id and k.key_id = found.key_id
      and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')
  )
  select ${KEY} from found`;

/** $1 key, $2 tenant, or null for all. */
export const FIND = `
  select ${KEY} from api_keys where key_id = $1 and ($2::uuid is null or (tenant_id = $2 and not everywhere))`;

/** $1 key, $2 tenant, or null for all. */
export const REVOKE = `
  update api_keys set revoked_at = now()
  where key_id = $1 and revoked_at is null and ($2::uuid is null or (tenant_id = $2 and not everywhere))
  returning ${KEY}`;
