import type { Companion } from '#database';
import type { AuditEntry } from './audit-entry.js';

/** An entry with the moment it happened, since it is written a little later. */
export interface StampedEntry {
  readonly at: Date;
  readonly entry: AuditEntry;
}

/** What a change makes, and what its `change` calls `id`. */
export type Made = 'user' | 'key' | 'group' | 'webhook' | 'job';

/** Values that rows have from `change`: `versions` from its column `version`, the one that the change made; `grants` whose grant it was. */
export type TakenFromChange = 'versions' | 'grants' | Made;

/** Appends rows; nothing can change or remove them. */
export abstract class AuditRepository {
  abstract companion(entry: AuditEntry, process: string, taken?: TakenFromChange): Companion;
  abstract append(entry: AuditEntry, process: string): Promise<void>;
  abstract appendAll(entries: readonly StampedEntry[], process: string): Promise<void>;
  abstract ensurePartitions(monthsAhead: number): Promise<void>;
}
