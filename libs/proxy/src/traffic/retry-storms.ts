import { LRUCache } from 'lru-cache';

/** Refusals of the same kind in a row that a client may earn before it is told to wait. */
const PATIENCE = 100;
/** Refusals further apart than this are no storm. */
const GAP_MS = 10_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const MOST_LOOPS = 10_000;

/** A client asking again and again for what it is refused. */
interface Loop {
  refusals: number;
  lastAt: number;
  waits: number;
  until: number;
}

const REFUSALS: ReadonlySet<number> = new Set([401, 403, 409]);

/**
 * Finds loops: the same operation with the same token on the same file, refused a hundred times in a row by the instance. Whoever is
 * in one is answered without asking the instance, for five seconds, then, if the next call is refused as well, for twice as long.
 */
export class RetryStorms {
  readonly #loops = new LRUCache<string, Loop>({ max: MOST_LOOPS });

  /** Milliseconds for which this call has to wait; 0 for most. */
  refusedFor(key: string, now: number): number {
    const until = this.#loops.get(key)?.until ?? 0;
    return Math.max(0, until - now);
  }

  answered(key: string, status: number, now: number): void {
    if (!REFUSALS.has(status)) {
      this.#loops.delete(key);
      return;
    }
    let loop = this.#loops.get(key);
    if (!loop || now - Math.max(loop.lastAt, loop.until) > GAP_MS)
      loop = { refusals: 0, lastAt: now, waits: 0, until: 0 };
    this.#loops.set(key, loop);
    loop.refusals += 1;
    loop.lastAt = now;
    if (loop.refusals < PATIENCE) return;
    loop.refusals = PATIENCE - 1;
    loop.until = now + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** loop.waits);
    loop.waits += 1;
  }
}
