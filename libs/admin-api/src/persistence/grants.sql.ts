import { GRANTS as ALL_GRANTS } from '#oauth';
import type { Listing } from './listing.js';

/** $2 user's login, $3 client. */
export const GRANTS: Listing = {
  rows: `
    select * from (${ALL_GRANTS}) g
    where ($2::text is null or g."user" = lower($2)) and ($3::text is null or g."clientId" = $3)`,
  filters: 2,
  keyType: 'text',
  sorts: { grantedAt: 'timestamptz', user: 'text' },
};
