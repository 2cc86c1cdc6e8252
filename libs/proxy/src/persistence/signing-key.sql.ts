/** $1 purpose. Replicas that start together would each make a key. */
export const ONE_AT_A_TIME = `select pg_advisory_xact_lock(hashtext('signing_keys ' || $1::text))`;

/**
 * $1 key id, $2 purpose, $3 public key, $4 sealed private key, $5 days to sign, $6 days that must be left of another one, $7 days to be
 * verified for, $8 ids of keys that cannot sign here. Another replica may have been first.
 */
export const INSERT = `
  insert into signing_keys (key_id, purpose, public_key, encrypted_secret, signs_until, verifies_until)
  select $1, $2, $3, $4, now() + make_interval(days => $5), now() + make_interval(days => $7)
  where not exists (
    select 1 from signing_keys
    where purpose = $2 and signs_until > now() + make_interval(days => $6) and key_id <> all ($8::text[]))`;

/** $1 purpose. The key that stops signing first comes first. */
export const LIVE = `
  select key_id as "keyId", public_key as "publicKey", encrypted_secret as "sealedKey",
    (extract(epoch from signs_until - now()) * 1000)::float8 as "signsForMs"
  from signing_keys
  where purpose = $1 and verifies_until > now() and public_key is not null
  order by signs_until, key_id`;
