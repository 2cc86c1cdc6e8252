import { type AuditEntry, BLANK_ENTRY } from '#audit';

const MICROSECONDS = 1000;

/**
 * What is known of a request while it is served. A change writes its row itself, in its own transaction, and says so;
 * otherwise the edge records the request when it has been answered: one row either way.
 */
export class AuditTrail {
  #written = false;
  readonly #startedAt = performance.now();

  readonly #base: Omit<AuditEntry, 'status'>;

  constructor(base: Omit<AuditEntry, 'status'>) {
    this.#base = Object.assign({ ...BLANK_ENTRY }, base);
  }

  /** Whether a change has written the row already, or none is wanted. */
  get written(): boolean {
    return this.#written;
  }

  add(more: Partial<AuditEntry>): void {
    Object.assign(this.#base, more);
  }

  /** The row as it stands now. */
  entry(status: number, more: Partial<AuditEntry> = {}): AuditEntry {
    const { detail } = this.#base;
    const milliseconds = Math.round((performance.now() - this.#startedAt) * MICROSECONDS) / MICROSECONDS;
    const entry = Object.assign({ ...this.#base, milliseconds, status }, more);
    return detail ? Object.assign(entry, { detail: { ...detail, ...more.detail } }) : entry;
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
