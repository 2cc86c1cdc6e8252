/** How long after its last call a session counts as running: clients refresh their locks every half hour at least. */
const RUNNING = `seen_at > now() - interval '1 day'`;

const USERS = `select count(*)::integer from tenant_users where tenant_id = t.tenant_id and seen_on > current_date - 30`;

const SESSIONS = `select count(*)::integer from proxy_sessions where tenant_id = t.tenant_id and ${RUNNING}`;

/** $1 tenant. */
export const USAGE = `
  select (${USERS}) as users, (${SESSIONS}) as "runningSessions" from tenants t where tenant_id = $1`;

/** Of all tenants. */
export const ALL_FACTS = `
  select t.tenant_id as "tenantId", (${USERS}) as users, k.*, e.*
  from tenants t
  cross join lateral (
    select count(*) filter (where state = 'active')::integer as "activeKeys",
      count(*) filter (where state = 'retiring')::integer as "retiringKeys"
    from proxy_keys where tenant_id = t.tenant_id and purpose = 'file-id') k
  cross join lateral (
    select count(*)::integer as statements,
      count(*) filter (where valid_until is null or valid_until >= current_date)::integer as "currentStatements"
    from entitlement_statements where tenant_id = t.tenant_id) e`;

/** $1 tenants. */
export const FACTS = `${ALL_FACTS} where t.tenant_id = any($1)`;

/** $1 tenant, $2 instance. */
export const RUNNING_AT_INSTANCE = `
  select count(*)::integer as count from proxy_sessions where tenant_id = $1 and instance_id = $2 and ${RUNNING}`;

/** Sessions as lists of the same length: $1 tenants, $2 hashes, $3 instances, $4 keys, $5 seconds since their calls. */
export const NOTE_SESSIONS = `
  insert into proxy_sessions as s (tenant_id, session_sha256, instance_id, key_id, opened_at, seen_at)
  select tenant_id, sha256, instance_id, key_id, now() - age, now() - age
  from unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::uuid[], $5::double precision[])
    as noted (tenant_id, sha256, instance_id, key_id, seconds), make_interval(secs => seconds) as age
  order by 1, 2
  on conflict (tenant_id, session_sha256) do update
    set seen_at = greatest(s.seen_at, excluded.seen_at), key_id = excluded.key_id`;

/** $1 tenants, $2 pseudonyms, lists of the same length without duplicates. */
export const NOTE_USERS = `
  insert into tenant_users as u (tenant_id, user_hash, seen_on)
  select tenant_id, user_hash, current_date from unnest($1::uuid[], $2::bytea[]) as noted (tenant_id, user_hash)
  order by 1, 2
  on conflict (tenant_id, user_hash) do update set seen_on = excluded.seen_on where u.seen_on < excluded.seen_on`;

/**
 * $1 tenant, $2 hash, $3 the key that signed its id. A row: the session ran when the first of all ends came (of the dates, by hand,
 * of the key), and the days of grace of each end are not over.
 */
export const MAY_SAVE_STILL = `
  select 1 from proxy_sessions s
  join tenants t on t.tenant_id = s.tenant_id
  join proxy_keys k on k.tenant_id = s.tenant_id and k.key_id = $3
  where s.tenant_id = $1 and s.session_sha256 = $2 and ${RUNNING}
    and s.opened_at <= least(
      coalesce(t.ended_at, now()),
      case when t.valid_until < now() then t.valid_until else now() end,
      coalesce(k.revoked_at, now()))
    and (t.ended_at is null or now() < t.saves_until)
    and (t.valid_until is null or now() < t.valid_until + make_interval(days => t.grace_days))
    and (k.revoked_at is null or now() < k.saves_until)`;

/** Removes what no longer counts. */
export const FORGET_SESSIONS = `delete from proxy_sessions where not (${RUNNING})`;

export const FORGET_USERS = `delete from tenant_users where seen_on <= current_date - 30`;
