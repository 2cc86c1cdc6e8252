import { describe, expect, it } from 'vitest';
import { RetryStorms } from './retry-storms.js';

const refuse = (storms: RetryStorms, times: number, now = 0, status = 401) => {
  for (let i = 0; i < times; i++) storms.answered('a', status, now);
};

describe('RetryStorms', () => {
  it.each([401, 403, 409])('make a client wait after a hundred answers %d in a row', (status) => {
    const storms = new RetryStorms();
    refuse(storms, 99, 0, status);
    expect(storms.refusedFor('a', 0)).toBe(0);
    refuse(storms, 1, 0, status);
    expect(storms.refusedFor('a', 1_000)).toBe(4_000);
    expect(storms.refusedFor('b', 1_000)).toBe(0);
  });

  it('make it wait twice as long each time, up to a minute', () => {
    const storms = new RetryStorms();
    refuse(storms, 99);
    const waits: number[] = [];
    for (let now = 0, i = 0; i < 6; i++) {
      storms.answered('a', 409, now);
      waits.push(storms.refusedFor('a', now));
      now += waits.at(-1)!;
      expect(storms.refusedFor('a', now)).toBe(0);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('are over with any other answer, or a pause', () => {
    const storms = new RetryStorms();
    refuse(storms, 99);
    storms.answered('a', 200, 0);
    refuse(storms, 99);
    expect(storms.refusedFor('a', 0)).toBe(0);
    refuse(storms, 1, 10_001);
    expect(storms.refusedFor('a', 10_001)).toBe(0);
  });
});
