import { type Bucket, refilled } from './token-buckets.js';
import type { TrafficLimits } from './traffic-limits.js';

/** Shorter waits are not worth a timer: they are made up for by the next one. */
const SHORTEST_WAIT_MS = 5;
/** Rows about refusals in the audit log: one of a flood says as much as all. */
const LOGGED = { perSecond: 5, burst: 50 };

/** What one tenant is doing at the moment. */
export class TenantTraffic {
  concurrent = 0;
  requests: Bucket | undefined;
  #bytes: Bucket | undefined;
  #logged: Bucket | undefined;
  #unlogged = 0;

  /** Milliseconds to wait after so many bytes; streams that run together share what there is. */
  pace(bytes: number, { bytesPerSecond }: TrafficLimits, now: number): number {
    const rule = { perSecond: bytesPerSecond, burst: bytesPerSecond };
    const bucket = (this.#bytes = refilled(this.#bytes, rule, now));
    bucket.level -= bytes;
    const wait = bucket.level < 0 ? (-bucket.level / bytesPerSecond) * 1000 : 0;
    return wait < SHORTEST_WAIT_MS ? 0 : wait;
  }

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
