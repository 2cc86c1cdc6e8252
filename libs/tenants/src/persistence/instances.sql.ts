import { changedColumns } from './changed-columns.js';

const INSTANCE = `instance_id as "instanceId", tenant_id as "tenantId", files_url as "filesUrl", mode,
  private_network as "privateNetwork", plain_file_id as "plainFileId", dialect, product, product_version as "productVersion",
  browser_origins as "browserOrigins", pinned_ca as "pinnedCa", redirector, proxied_file_url as "proxiedFileUrl",
  created_at as "createdAt"`;

const COLUMNS = `tenant_id, files_url, mode, private_network, plain_file_id, dialect,
    product, product_version, browser_origins, pinned_ca, redirector, proxied_file_url`;

/**
 * $1 tenant, $2 files URL, $3 mode, $4 private network, $5 plain file id, $6 dialect, $7 product, $8 its version,
 * $9 browser origins, $10 pinned authorities, $11 redirector, $12 proxied FileUrl. No row: the URL is taken.
 */
export const INSERT_INSTANCE = `
  insert into instances (${COLUMNS})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (files_url) do nothing
  returning ${INSTANCE}`;

/** Parameters as above. No row: the URL belongs to another tenant. What else is known of the instance stays. */
export const UPSERT_INSTANCE = `
  insert into instances as i (${COLUMNS})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (files_url) do update
    set mode = excluded.mode, private_network = excluded.private_network,
        plain_file_id = excluded.plain_file_id, dialect = coalesce(excluded.dialect, i.dialect)
    where i.tenant_id = excluded.tenant_id
  returning ${INSTANCE}`;

/** $1 tenant. */
export const INSTANCES_OF = `select ${INSTANCE} from instances where tenant_id = $1 order by files_url`;

/** $1 tenants. */
export const INSTANCES_TO_SERVE = `select ${INSTANCE} from instances where tenant_id = any($1)`;

/** $1 tenant, $2 instance. */
export const INSTANCE_BY_ID = `select ${INSTANCE} from instances where tenant_id = $1 and instance_id = $2`;

const CHANGEABLE = {
  mode: ['mode', 'text'],
  privateNetwork: ['private_network', 'boolean'],
  plainFileId: ['plain_file_id', 'boolean'],
  product: ['product', 'text'],
  productVersion: ['product_version', 'text'],
  browserOrigins: ['browser_origins', 'text[]'],
  pinnedCa: ['pinned_ca', 'text'],
  redirector: ['redirector', 'boolean'],
  proxiedFileUrl: ['proxied_file_url', 'boolean'],
} as const;

/** $1 tenant, $2 instance, $3 the change as a JSON object. */
export const CHANGE_INSTANCE = `
  update instances set
      ${changedColumns(CHANGEABLE, '$3::jsonb')}
  where tenant_id = $1 and instance_id = $2
  returning ${INSTANCE}`;

/** $1 tenant, $2 instance, $3 dialect. The first one stays. */
export const LEARN_DIALECT = `
  update instances set dialect = $3 where tenant_id = $1 and instance_id = $2 and dialect is null`;

/** $1 tenant, $2 instance. */
export const REMOVE_INSTANCE = `
  delete from instances where tenant_id = $1 and instance_id = $2 returning ${INSTANCE}`;
