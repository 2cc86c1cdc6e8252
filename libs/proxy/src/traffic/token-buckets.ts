import { LRUCache } from 'lru-cache';

/** How fast a bucket fills, and how much it holds. */
export interface BucketRule {
  readonly perSecond: number;
  readonly burst: number;
}

/** What is left to be taken. */
export interface Bucket {
  level: number;
  /** Milliseconds on a steady clock. */
  at: number;
}

/** A bucket as it is now: filled up for the time since it was last looked at. Full when it is new. */
export function refilled(bucket: Bucket | undefined, { perSecond, burst }: BucketRule, now: number): Bucket {
  if (!bucket) return { level: burst, at: now };
  bucket.level = Math.min(burst, bucket.level + ((now - bucket.at) / 1000) * perSecond);
  bucket.at = now;
  return bucket;
}

/** Seconds until one more can be taken; 0 when it can now. */
export function secondsUntilOne({ level }: Bucket, { perSecond }: BucketRule): number {
  return level >= 1 ? 0 : (1 - level) / perSecond;
}

/** Buckets by key. Those that were not asked about for longest are forgotten, which is as if they were full. */
export class TokenBuckets {
  readonly #buckets: LRUCache<string, Bucket>;

  constructor(most: number) {
    this.#buckets = new LRUCache({ max: most });
  }

  at(key: string, rule: BucketRule, now: number): Bucket {
    const known = this.#buckets.get(key);
    const bucket = refilled(known, rule, now);
    if (!known) this.#buckets.set(key, bucket);
    return bucket;
  }
}
