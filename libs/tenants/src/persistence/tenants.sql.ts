import { changedColumns } from './changed-columns.js';

/** What was set by hand holds; otherwise the dates say it. A subscription that has not begun is suspended. */
const STATE = `case
    when state = 'grace' then case when now() < saves_until then 'grace' else 'expired' end
    when state in ('suspended', 'expired') then state
    when now() < valid_from then 'suspended'
    when valid_until is null or now() < valid_until then state
    when now() < valid_until + make_interval(days => grace_days) then 'grace'
    else 'expired'
  end`;

const SAVES_UNTIL = `coalesce(saves_until, valid_until + make_interval(days => grace_days))`;

const TENANT = `tenant_id as "tenantId", name, plan, ${STATE} as state, contacts,
  valid_from as "validFrom", valid_until as "validUntil", grace_days as "graceDays", ${SAVES_UNTIL} as "savesUntil",
  ceil(extract(epoch from valid_until - now()) / 86400)::integer as "daysLeft", seats,
  jsonb_build_object(
    'softProof', soft_proof, 'businessFlow', business_flow, 'pseudonymUserIds', pseudonym_user_ids,
    'keepUserInfo', keep_user_info, 'discoveryApps', discovery_apps, 'discoveryActions', discovery_actions
  ) as policy,
  jsonb_build_object(
    'requestsPerSecond', requests_per_second, 'concurrentCalls', concurrent_calls,
    'mibPerSecond', mib_per_second, 'maxFileMib', max_file_mib
  ) as limits,
  created_at as "createdAt"`;

/** $1 name, $2 plan. No row: the name is taken. */
export const INSERT_TENANT = `
  insert into tenants (tenant_id, name, plan) values (gen_random_uuid(), $1, $2)
  on conflict (name) do nothing
  returning ${TENANT}`;

export const TENANTS = `select ${TENANT} from tenants order by name`;

/** $1 tenant. */
export const TENANT_BY_ID = `select ${TENANT} from tenants where tenant_id = $1`;

/** $1 name. */
export const TENANT_BY_NAME = `select ${TENANT} from tenants where name = $1`;

/** $1 tenant, $2 state, $3 whether running sessions lose their days of grace. An end that was set before keeps its days. */
export const SET_TENANT_STATE = `
  update tenants set
    state = $2,
    ended_at = case when $2 in ('trial', 'active') then null else coalesce(ended_at, now()) end,
    saves_until = case
      when $2 in ('trial', 'active') then null
      when $3 then now()
      else coalesce(saves_until, now() + make_interval(days => grace_days))
    end
  where tenant_id = $1
  returning ${TENANT}`;

const CHANGEABLE = {
  name: ['name', 'text'],
  plan: ['plan', 'text'],
  contacts: ['contacts', 'jsonb'],
  validFrom: ['valid_from', 'timestamptz'],
  validUntil: ['valid_until', 'timestamptz'],
  graceDays: ['grace_days', 'smallint'],
  seats: ['seats', 'integer'],
  softProof: ['soft_proof', 'boolean'],
  businessFlow: ['business_flow', 'boolean'],
  pseudonymUserIds: ['pseudonym_user_ids', 'boolean'],
  keepUserInfo: ['keep_user_info', 'boolean'],
  discoveryApps: ['discovery_apps', 'text[]'],
  discoveryActions: ['discovery_actions', 'text[]'],
  requestsPerSecond: ['requests_per_second', 'integer'],
  concurrentCalls: ['concurrent_calls', 'integer'],
  mibPerSecond: ['mib_per_second', 'integer'],
  maxFileMib: ['max_file_mib', 'integer'],
} as const;

/** $1 tenant, $2 the change as a flat JSON object. A state in it ends whatever was set by hand. */
export const CHANGE_TENANT = `
  update tenants set
      state = case when $2::jsonb ? 'state' then $2->>'state' else state end,
      ended_at = case when $2 ? 'state' then null else ended_at end,
      saves_until = case when $2 ? 'state' then null else saves_until end,
      ${changedColumns(CHANGEABLE, '$2')}
  where tenant_id = $1
  returning ${TENANT}`;

/** $1 tenant. Serialises changes of one tenant until the transaction ends. */
export const LOCK_TENANT = `select 1 from tenants where tenant_id = $1 for update`;

/** $1 tenant. What does not go with the row itself, and the row. */
export const REMOVE_TENANT = [
  'delete from api_keys where tenant_id = $1',
  'delete from proxy_sessions where tenant_id = $1',
  'delete from tenant_users where tenant_id = $1',
  'delete from tenants where tenant_id = $1',
];

/** For the registry: $1 tenants. With the milliseconds until the dates change the state. */
export const TENANTS_TO_SERVE = `
  select ${TENANT}, revision,
    (extract(epoch from (
      select min(at) from unnest(array[
        valid_from, valid_until, valid_until + make_interval(days => grace_days), saves_until
      ]) as moments (at) where at > now()
    ) - now()) * 1000)::double precision as "changesInMs"
  from tenants where tenant_id = any($1)`;

export const REVISIONS = `select tenant_id as "tenantId", revision from tenants`;
