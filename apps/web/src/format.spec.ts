import { describe, expect, it } from 'vitest';
import { formatSize, formatWhen, safeNext, splitName } from './format';

describe('formatSize', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1024, '1 kB'],
    [1536, '1.5 kB'],
    [15_360, '15 kB'],
    [1_048_576, '1 MB'],
    [2_147_483_648, '2 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatSize(bytes, 'en')).toBe(text);
  });
});

describe('formatWhen', () => {
  const now = new Date('2026-05-10T12:00:00Z');
  it.each([
    ['2026-05-10T11:59:30Z', 'now'],
    ['2026-05-10T11:55:00Z', '5 minutes ago'],
    ['2026-05-10T09:00:00Z', '3 hours ago'],
    ['2026-05-09T11:00:00Z', 'yesterday'],
    ['2026-05-05T12:00:00Z', '5 days ago'],
    ['2026-04-01T12:00:00Z', 'Apr 1, 2026'],
  ])('%s is %s', (moment, text) => {
    expect(formatWhen(new Date(moment), now, 'en-US')).toBe(text);
  });
});

describe('splitName', () => {
  it.each([
    ['a.docx', 'a', '.docx'],
    ['a.b.docx', 'a.b', '.docx'],
    ['.profile', '.profile', ''],
    ['README', 'README', ''],
  ])('%s', (name, base, extension) => {
    expect(splitName(name)).toEqual([base, extension]);
  });
});

describe('safeNext', () => {
  const at = (next: string | null) => safeNext(next, 'https://portal.test');

  it('goes back to a document, with what it was asked', () => {
    expect(at('/open/1?action=view&wdX=1')).toBe('/open/1?action=view&wdX=1');
  });

  it.each([
    [null],
    [''],
    ['https://evil.test/open/1'],
    ['//evil.test/open/1'],
    ['/\\evil.test/open/1'],
    ['/\t/evil.test/open/1'],
    ['javascript:alert(1)'],
    ['/open/../api/portal/me'],
    ['/sign-in?next=/sign-in'],
  ])('%j leads to the list', (next) => {
    expect(at(next)).toBe('/');
  });
});
