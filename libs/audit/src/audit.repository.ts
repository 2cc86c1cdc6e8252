import type { Companion } from '#database';
import type { AuditEntry } from './audit-entry.js';

/** An entry with the moment it happened, since it is written a little later. */
export interface StampedEntry {
  readonly at: Date;
  readonly entry: AuditEntry;
}

/** Appends rows; nothing can change or remove them. */
export abstract class AuditRepository {
  /** @param versioned whether `change` has a column `version`, the one that the change made */
  abstract companion(entry: AuditEntry, process: string, versioned: boolean): Companion;
  abstract append(entry: AuditEntry, process: string): Promise<void>;
  abstract appendAll(entries: readonly StampedEntry[], process: string): Promise<void>;
  abstract ensurePartitions(monthsAhead: number): Promise<void>;
}
