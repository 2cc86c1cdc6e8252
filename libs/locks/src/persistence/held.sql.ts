/** What other statements need to know of a row of `locks`; `l` is its alias throughout. */

const EPOCH = `extract(epoch from now())`;

/** The expiry of an entry of `l.coauth`, in seconds since 1970. */
const expiryOf = (entry: string): string => `(${entry}->>'expiresAt')::numeric`;

/** The entries of `l.coauth` that have not expired. */
export const LIVE_COAUTH = `(
    select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(l.coauth) e
    where ${expiryOf('e.value')} > ${EPOCH})`;

/** Whether the coauth lock of this id is in force. */
export const coauthInForce = (id: string): string =>
  `coalesce(${expiryOf(`l.coauth->${id}::text`)} > ${EPOCH}, false)`;

/** Whether a client other than this one holds a CoauthExclusive lock. */
export const exclusiveBesides = (id: string): string => `exists (
      select from jsonb_each(l.coauth) e
      where e.key <> ${id}::text and e.value->>'type' = 'CoauthExclusive' and ${expiryOf('e.value')} > ${EPOCH})`;

/**
 * Whether the file may be changed under this lock id or this coauth lock id, of which one is null. Decides on columns of `l`
 * alone: under `for update` it holds until the transaction ends.
 */
export const inForce = (lockId: string, coauthLockId: string): string => `(
      l.lock_id = ${lockId}::text and l.expires_at > now()
      or ${coauthInForce(coauthLockId)} and not ${exclusiveBesides(coauthLockId)})`;

/** Whether anything holds the file: the condition under which a row of `locks` is joined. */
export const HELD = `(l.expires_at > now() or l.coauth_until > now())`;

/** The columns of a `HeldRow`. */
export const HELD_COLUMNS = `case when l.expires_at > now() then l.lock_id end as "lockId",
    case when l.expires_at > now() then l.visible_as end as "visibleAs",
    case when l.coauth_until > now() then ${LIVE_COAUTH} end as "coauth"`;

/** The names of those who hold coauth locks, null when nobody does. */
export const COAUTHORS = `case when l.coauth_until > now() then (
      select string_agg(distinct e.value->>'userName', ', ') from jsonb_each(l.coauth) e
      where ${expiryOf('e.value')} > ${EPOCH}) end`;

const momentOf = (seconds: string) => `to_timestamp((${seconds})::float8)`;

/** Every lock in force, one row each: WOPI locks with the person who holds them, coauth locks with the name that their client told. */
export const LOCKS_IN_FORCE = `
  select l.tenant_id, l.file_id, 'WOPI' as kind, l.lock_id, l.acquired_by as holder_id, null as holder_name,
    l.acquired_at as since, l.expires_at
  from locks l where l.expires_at > now() and l.lock_id is not null
  union all
  select l.tenant_id, l.file_id, e.value->>'type', e.key, null::uuid, e.value->>'userName',
    ${momentOf(`(e.value->>'acquiredAt')::float8 / 1000`)}, ${momentOf(expiryOf('e.value'))}
  from locks l cross join lateral jsonb_each(l.coauth) e
  where l.coauth_until > now() and ${expiryOf('e.value')} > ${EPOCH}`;
