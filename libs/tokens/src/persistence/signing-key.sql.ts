/** $1 key id, $2 sealed secret, $3 days it signs, $4 hours it verifies longer. */
export const ADD = `
  insert into signing_keys (key_id, purpose, encrypted_secret, signs_until, verifies_until)
  values ($1, 'access-token', $2, now() + make_interval(days => $3), now() + make_interval(days => $3, hours => $4))
  returning key_id as "keyId", encrypted_secret as "sealed", true as "signs"`;

/** Newest first. */
export const LIVE = `
  select key_id as "keyId", encrypted_secret as "sealed", signs_until > now() as "signs"
  from signing_keys where purpose = 'access-token' and verifies_until > now()
  order by signs_until desc, key_id`;

export const FORGET = `delete from signing_keys where purpose = 'access-token' and verifies_until < now() - interval '1 day'`;
