/** What was set by hand holds; otherwise the dates say it. A subscription that has not begun is suspended. */
const STATE = `case
    when state not in ('trial', 'active') then case when state = 'grace' and now() >= saves_until then 'expired' else state end
    when now() < valid_from then 'suspended'
    when now() < valid_until or valid_until is null then state
    when now() < valid_until + make_interval(days => grace_days) then 'grace'
    else 'expired'
  end`;

const SAVES_UNTIL = `coalesce(saves_until, valid_until + make_interval(days => grace_days))`;

const TENANT = `tenant_id as "tenantId", name, plan, ${STATE} as state, contacts,
  valid_from as "validFrom", valid_until as "validUntil", grace_days as "graceDays", ${SAVES_UNTIL} as "savesUntil", seats,
  jsonb_build_object(
    'softProof', soft_proof, 'businessFlow', business_flow, 'pseudonymUserIds', pseudonym_user_ids,
    'keepUserInfo', keep_user_info, 'discoveryApps', discovery_apps, 'discoveryActions', discovery_actions
  ) as policy,
  jsonb_build_object(
    'requestsPerSecond', requests_per_second, 'concurrentCalls', concurrent_calls,
    'mibPerSecond', mib_per_second, 'maxFileMib', max_file_mib
  ) as limits,
  created_at as "createdAt"`;

const INSTANCE = `instance_id as "instanceId", tenant_id as "tenantId", files_url as "filesUrl", mode,
  private_network as "privateNetwork", plain_file_id as "plainFileId", dialect, product, product_version as "productVersion",
  browser_origins as "browserOrigins", pinned_ca as "pinnedCa", redirector, proxied_file_url as "proxiedFileUrl",
  created_at as "createdAt"`;

const KEY = `key_id as "keyId", tenant_id as "tenantId", state, created_at as "createdAt"`;

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

/** $1 tenant, $2 state. Whatever ends the service leaves running sessions their days of grace. */
export const SET_TENANT_STATE = `
  update tenants set
    state = $2,
    ended_at = case when $2 in ('trial', 'active') then null else coalesce(ended_at, now()) end,
    saves_until = case
      when $2 in ('trial', 'active') then null
      else coalesce(saves_until, now() + make_interval(days => grace_days))
    end
  where tenant_id = $1
  returning ${TENANT}`;

/** $1 tenant. Serialises changes of one tenant until the transaction ends. */
export const LOCK_TENANT = `select 1 from tenants where tenant_id = $1 for update`;

/** $1 tenant, $2 files URL, $3 mode, $4 private network, $5 plain file id, $6 dialect. No row: the URL is taken. */
export const INSERT_INSTANCE = `
  insert into instances (tenant_id, files_url, mode, private_network, plain_file_id, dialect)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (files_url) do nothing
  returning ${INSTANCE}`;

/** Parameters as above. No row: the URL belongs to another tenant. */
export const UPSERT_INSTANCE = `
  insert into instances as i (tenant_id, files_url, mode, private_network, plain_file_id, dialect)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (files_url) do update
    set mode = excluded.mode, private_network = excluded.private_network,
        plain_file_id = excluded.plain_file_id, dialect = excluded.dialect
    where i.tenant_id = excluded.tenant_id
  returning ${INSTANCE}`;

/** $1 tenant. */
export const INSTANCES_OF = `select ${INSTANCE} from instances where tenant_id = $1 order by files_url`;

export const ALL_INSTANCES = `select ${INSTANCE} from instances`;

/** $1 tenant, $2 key, $3 sealed secret. */
export const INSERT_KEY = `insert into proxy_keys (tenant_id, key_id, encrypted_secret) values ($1, $2, $3)`;

/** $1 tenant. */
export const KEYS_OF = `
  select ${KEY}, encrypted_secret as "sealedSecret" from proxy_keys where tenant_id = $1 order by created_at, key_id`;

/** Active keys first, since most ids are signed with one. */
export const ACCEPTED_KEYS = `
  select ${KEY}, encrypted_secret as "sealedSecret" from proxy_keys
  where state in ('active', 'retiring') order by state, created_at, key_id`;

/** $1 tenant, $2 key, $3 state. A revoked key stays revoked. */
export const SET_KEY_STATE = `
  update proxy_keys set state = $3
  where tenant_id = $1 and key_id = $2 and (state <> 'revoked' or $3 = 'revoked')
  returning ${KEY}`;
