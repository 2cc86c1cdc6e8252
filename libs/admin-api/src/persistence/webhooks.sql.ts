import { DELIVERIES as ALL_DELIVERIES, WEBHOOKS as ALL_WEBHOOKS } from '#webhooks';
import type { Listing } from './listing.js';

/** $2 event, $3 active or not. */
export const WEBHOOKS: Listing = {
  rows: `
    select * from (${ALL_WEBHOOKS}) w
    where ($2::text is null or $2 = any(w.events)) and ($3::boolean is null or w.active = $3)`,
  filters: 2,
  keyType: 'uuid',
  sorts: { createdAt: 'timestamptz' },
};

/** $2 webhook, $3 state, $4 type, $5 file. */
export const DELIVERIES: Listing = {
  rows: `
    select * from (${ALL_DELIVERIES}) d
    where ($3::text is null or d.state = $3) and ($4::text is null or d.type = $4) and ($5::text is null or d."fileId" = $5)`,
  filters: 4,
  keyType: 'uuid',
  sorts: { place: 'int8' },
};
