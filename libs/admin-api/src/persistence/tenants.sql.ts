import { TENANTS as ALL_TENANTS } from '#tenants';
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
