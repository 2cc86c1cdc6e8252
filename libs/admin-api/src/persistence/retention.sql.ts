import { HOLDS as ALL_HOLDS } from '#versions';
import type { Listing } from './listing.js';

/** $2 file, $3 in force or not. */
export const HOLDS: Listing = {
  rows: `
    select * from (${ALL_HOLDS}) h
    where ($2::uuid is null or h."fileId" = $2) and ($3::boolean is null or (h."releasedAt" is null) = $3)`,
  filters: 2,
  key: 'holdId',
  keyType: 'uuid',
  sorts: { placedAt: 'timestamptz' },
};
