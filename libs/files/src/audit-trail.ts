import type { AuditEntry } from '#audit';

/**
 * What is known of a request while it is served. A change writes its row itself, in its own transaction, and says so;
 * otherwise the edge records the request when it has been answered: one row either way.
 */
export class AuditTrail {
  #written = false;
  readonly #startedAt = performance.now();

  constructor(private base: Omit<AuditEntry, 'status'>) {}

  /** Whether a change has written the row already, or none is wanted. */
  get written(): boolean {
    return this.#written;
  }

  add(more: Partial<AuditEntry>): void {
    this.base = { ...this.base, ...more };
  }

  /** The row as it stands now. */
  entry(status: number, more: Partial<AuditEntry> = {}): AuditEntry {
    const detail = this.base.detail && { detail: { ...this.base.detail, ...more.detail } };
    return { ...this.base, milliseconds: performance.now() - this.#startedAt, ...more, ...detail, status };
  }

  /** It gets no row, since others say as much. */
  leaveOut(): void {
    this.#written = true;
  }

  /** To be called once the transaction that holds the row has been committed. */
  markWritten(): void {
    this.#written = true;
  }
}
