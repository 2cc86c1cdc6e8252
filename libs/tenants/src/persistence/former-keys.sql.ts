/** $1 tenant, $2 fingerprint. */
export const FORMER_KEY = `
  select key_id as "keyId" from former_keys where tenant_id = $1 and fingerprint = $2`;

/** $1 tenant, $2 how many stay. Revoked keys whose sessions may not save any more, but for the newest. */
export const KEYS_TO_FORGET = `
  select key_id as "keyId", encrypted_secret as "sealedSecret" from proxy_keys
  where tenant_id = $1 and state = 'revoked' and saves_until <= now()
  order by revoked_at desc, key_id offset $2`;

/** $1 tenant, $2 keys, $3 fingerprints of their secrets, lists of the same length. */
export const FORGET_KEYS = `
  with former as (
    insert into former_keys (tenant_id, key_id, fingerprint)
    select $1, key_id, fingerprint from unnest($2::uuid[], $3::bytea[]) as forgotten (key_id, fingerprint)
    on conflict do nothing
  )
  delete from proxy_keys where tenant_id = $1 and key_id = any($2)`;
