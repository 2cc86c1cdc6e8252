import { coauthInForce, exclusiveBesides, LIVE_COAUTH } from './held.sql.js';

/** More than any editor lets in at once; keeps the row, which each change writes anew, at a size one can afford. */
const MOST_LOCKS = 256;

const seconds = (timeout: string) => `now() + make_interval(secs => ${timeout}::integer)`;
const epoch = (at: string) => `extract(epoch from ${at})`;

/** The last expiry among the locks of others than $3; null when there are none. */
const OTHERS_UNTIL = `(
      select max(to_timestamp((e.value->>'expiresAt')::float8)) from jsonb_each(l.coauth) e where e.key <> $3::text)`;

const RETURNED = `l.coauth as "coauth"`;

const entry = (userName: string, acquiredAt: string) => `jsonb_build_object($3::text, jsonb_build_object(
      'type', $4::text, 'metadata', $5::text, 'userName', ${userName}, 'acquiredAt', ${acquiredAt},
      'expiresAt', ${epoch(seconds('$6'))}))`;

const NOW_MS = `floor(${epoch('now()')} * 1000)`;
const ifHeld = (property: string, otherwise: string) =>
  `case when ${coauthInForce('$3')} then l.coauth->$3::text->'${property}' else to_jsonb(${otherwise}) end`;

/**
 * Takes the lock, or renews it when the id holds one: type, metadata and expiry are the new ones, name and time stay.
 * $1 tenant, $2 file, $3 coauth lock id, $4 type, $5 metadata, $6 seconds, $7 user name. No row back: a WOPI lock holds the
 * file, another client an exclusive lock where one is asked for, or too many clients hold it.
 */
export const ACQUIRE = `
  insert into locks as l (tenant_id, file_id, expires_at, coauth, coauth_until)
  values ($1, $2, '-infinity', ${entry('$7::text', NOW_MS)}, ${seconds('$6')})
  on conflict (tenant_id, file_id) do update
    set lock_id = null, expires_at = '-infinity', acquired_by = null, visible_as = null,
        coauth = ${LIVE_COAUTH} || ${entry(ifHeld('userName', '$7::text'), ifHeld('acquiredAt', NOW_MS))},
        coauth_until = greatest(${OTHERS_UNTIL}, ${seconds('$6')})
    where l.expires_at <= now()
      and ($4 = 'Coauth' or not ${exclusiveBesides('$3')})
      and (select count(*) from jsonb_object_keys(${LIVE_COAUTH} - $3::text)) < ${MOST_LOCKS}
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 coauth lock id, $4 metadata or '' to keep what is there, $5 seconds. */
export const REFRESH = `
  update locks l
  set coauth = ${LIVE_COAUTH} || jsonb_build_object($3::text, l.coauth->$3::text
        || jsonb_build_object('expiresAt', ${epoch(seconds('$5'))})
        || case when $4::text = '' then '{}' else jsonb_build_object('metadata', $4::text) end),
      coauth_until = greatest(${OTHERS_UNTIL}, ${seconds('$5')})
  where l.tenant_id = $1 and l.file_id = $2 and ${coauthInForce('$3')}
  returning ${RETURNED}`;

/** $1 tenant, $2 file, $3 coauth lock id. */
export const RELEASE = `
  update locks l
  set coauth = ${LIVE_COAUTH} - $3::text, coauth_until = coalesce(${OTHERS_UNTIL}, '-infinity')
  where l.tenant_id = $1 and l.file_id = $2 and ${coauthInForce('$3')}
  returning ${RETURNED}`;
