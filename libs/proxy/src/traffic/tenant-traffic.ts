import { ByteTurns } from './byte-turns.js';
import { LateRefusals } from './late-refusals.js';
import { type Bucket, refilled } from './token-buckets.js';

/** Rows about refusals in the audit log: one of a flood says as much as all. */
const LOGGED = { perSecond: 5, burst: 50 };

/** What one tenant is doing at the moment. */
export class TenantTraffic {
  concurrent = 0;
  readonly bodies = new ByteTurns();
  readonly refusals = new LateRefusals();
  requests: Bucket | undefined;
  #logged: Bucket | undefined;
  #unlogged = 0;

  /** Whether a refusal is to be written down, and how many were not since the last one that was. */
  refusalToLog(now: number): number | undefined {
    const bucket = (this.#logged = refilled(this.#logged, LOGGED, now));
    if (bucket.level < 1) {
      this.#unlogged += 1;
      return undefined;
    }
    bucket.level -= 1;
    const unlogged = this.#unlogged;
    this.#unlogged = 0;
    return unlogged;
  }
}
