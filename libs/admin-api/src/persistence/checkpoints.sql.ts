import { CHECKPOINTS as ALL_CHECKPOINTS } from '#audit';
import type { Listing } from './listing.js';

/** A tenant has one of a day, whose text sorts as the day does. */
export const CHECKPOINTS: Listing = {
  rows: ALL_CHECKPOINTS,
  filters: 0,
  key: 'day',
  keyType: 'text',
  sorts: { day: 'text' },
};
