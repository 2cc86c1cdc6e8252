/** $1 key id, $2 public key, $3 sealed private key, $4 ids of keys that cannot sign here. Another replica may have been first. */
export const INSERT = `
  insert into signing_keys (key_id, purpose, public_key, encrypted_secret, signs_until, verifies_until)
  select $1, 'proxy-assertion', $2, $3, now() + interval '30 days', now() + interval '31 days'
  where not exists (
    select 1 from signing_keys
    where purpose = 'proxy-assertion' and signs_until > now() + interval '1 day' and key_id <> all ($4::text[]))`;

/** The key that stops signing first comes first, so that a new one has been published for a day when its turn comes. */
export const LIVE = `
  select key_id as "keyId", public_key as "publicKey", encrypted_secret as "sealedKey",
    (extract(epoch from signs_until - now()) * 1000)::float8 as "signsForMs"
  from signing_keys
  where purpose = 'proxy-assertion' and verifies_until > now() and public_key is not null
  order by signs_until, key_id`;
