import { describe, expect, it } from 'vitest';
import { refilled, secondsUntilOne, TokenBuckets } from './token-buckets.js';

const RULE = { perSecond: 2, burst: 3 };

describe('token buckets', () => {
  it('begin full, fill with time and hold no more than their burst', () => {
    const bucket = refilled(undefined, RULE, 0);
    expect(bucket.level).toBe(3);
    bucket.level = 0;
    expect(secondsUntilOne(bucket, RULE)).toBe(0.5);
    expect(refilled(bucket, RULE, 250).level).toBe(0.5);
    expect(secondsUntilOne(bucket, RULE)).toBe(0.25);
    expect(secondsUntilOne(refilled(bucket, RULE, 500), RULE)).toBe(0);
    expect(refilled(bucket, RULE, 60_000).level).toBe(3);
  });

  it('are told apart by key, and forgotten when there are too many', () => {
    const buckets = new TokenBuckets(2);
    buckets.at('a', RULE, 0).level = 0;
    expect(buckets.at('b', RULE, 0).level).toBe(3);
    expect(buckets.at('a', RULE, 0).level).toBe(0);
    buckets.at('c', RULE, 0);
    expect(buckets.at('a', RULE, 0).level).toBe(0);
    expect(buckets.at('b', RULE, 0).level).toBe(3);
    expect(buckets.at('c', RULE, 0).level).toBe(3);
  });
});
