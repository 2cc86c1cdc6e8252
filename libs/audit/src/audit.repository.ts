import type { Companion } from '#database';
import type { AuditEntry } from './audit-entry.js';

/** An entry with the moment it happened, since it is written a little later. */
export interface StampedEntry {
  readonly at: Date;
  readonly entry: AuditEntry;
}

/** What a change makes, and what its `change` calls `id`. */
export type Made = 'user' | 'key' | 'group' | 'webhook' | 'job';

/** Values that a row has from `change`: `versions` from its column `version`, the one that the change made. */
export type TakenFromChange = 'versions' | Made;

/** Appends rows; nothing can change or remove them. */
export abstract class AuditRepository {
  abstract companion(entry: AuditEntry, process: string, taken?: TakenFromChange): Companion;
  abstract append(entry: AuditEntry, process: string): Promise<void>;
  abstract appendAll(entries: readonly StampedEntry[], process: string): Promise<void>;
  abstract ensurePartitions(monthsAhead: number): Promise<void>;
}
