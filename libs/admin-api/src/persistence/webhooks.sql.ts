import { DELIVERIES as ALL_DELIVERIES } from '#webhooks';
import type { Listing } from './listing.js';

/** $2 webhook, $3 state, $4 type, $5 file. */
export const DELIVERIES: Listing = {
  rows: `
    select * from (${ALL_DELIVERIES}) d
    where ($3::text is null or d.state = $3) and ($4::text is null or d.type = $4) and ($5::text is null or d."fileId" = $5)`,
  filters: 4,
  keyType: 'uuid',
  sorts: { place: 'int8' },
};
