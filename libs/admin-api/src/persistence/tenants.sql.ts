import { INSTANCES_OF, LIST_KEYS, TENANTS as ALL_TENANTS } from '#tenants';
import type { Listing } from './listing.js';

/** Of $1 alone, of all where it is null. $2 part of the name, $3 plan, $4 state. */
export const TENANTS: Listing = {
  rows: `
    select * from (${ALL_TENANTS}) t
    where ($1::uuid is null or t."tenantId" = $1) and ($2::text is null or strpos(lower(t.name), lower($2)) > 0)
      and ($3::text is null or t.plan = $3) and ($4::text is null or t.state = $4)`,
  filters: 3,
  key: 'tenantId',
  keyType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};

/** $2 part of the files URL, $3 product, $4 mode. */
export const INSTANCES: Listing = {
  rows: `
    select * from (${INSTANCES_OF}) i
    where ($2::text is null or strpos(lower(i."filesUrl"), lower($2)) > 0)
      and ($3::text is null or i.product = $3) and ($4::text is null or i.mode = $4)`,
  filters: 3,
  key: 'instanceId',
  keyType: 'uuid',
  sorts: { filesUrl: 'text', createdAt: 'timestamptz' },
};

/** $2 purpose, $3 state. */
export const TENANT_KEYS: Listing = {
  rows: `
    select * from (${LIST_KEYS}) k
    where ($2::text is null or k.purpose = $2) and ($3::text is null or k.state = $3)`,
  filters: 2,
  key: 'keyId',
  keyType: 'uuid',
  sorts: { createdAt: 'timestamptz' },
};
