import { describe, expect, it } from 'vitest';
import { isGreen, tableOf, troublesOf } from './table.js';

const pass = { status: 'pass', group: 'Locks', test: 'a' } as const;
const waits = {
  status: 'skip',
  group: 'Expiry',
  test: 'b',
  reason: 'waits for minutes: needs --delay',
} as const;
const skip = { status: 'skip', group: 'Locks', test: 'c', reason: 'no locks' } as const;
const fail = { status: 'fail', group: 'Locks', test: 'd', reason: '409' } as const;

describe('the table of a conformance run', () => {
  it('counts by group and way', () => {
    const table = tableOf(new Map([['directly', [pass, skip, waits]], ['proxied', [pass, fail, waits]]])); // prettier-ignore
    expect(table.split('\n').map((row) => row.split(/ {2,}/))).toEqual([
      ['group', 'directly', 'proxied'],
      ['Locks', '1 passed, 0 failed, 1 skipped', '1 passed, 1 failed, 0 skipped'],
      ['Expiry', '0 passed, 0 failed, 1 skipped', '0 passed, 0 failed, 1 skipped'],
      ['all', '1 passed, 0 failed, 2 skipped', '1 passed, 1 failed, 1 skipped'],
    ]);
  });

  it('says why, once for those of a group that were skipped alike', () => {
    const lines = troublesOf(new Map([['directly', [pass, skip, { ...skip, test: 'e' }, fail]]]));
    expect(lines).toEqual(['skip directly: Locks (no locks)', 'fail directly: Locks/d (409)']);
  });

  it.each([
    [true, [pass, waits]],
    [false, [pass, skip]],
    [false, [pass, fail]],
    [false, []],
  ])('is green: %s', (green, results) => {
    expect(isGreen(new Map([['directly', results]]))).toBe(green);
  });
});
