import { describe, expect, it } from 'vitest';
import { LOCK_ID_MAX_LENGTH, parseLockId } from './lock-id.js';

describe('parseLockId', () => {
  it.each(['x', '{"S":"a b","F":4}', ' ', ' ~', 'l'.repeat(LOCK_ID_MAX_LENGTH)])('keeps %j exactly', (id) => {
    expect(parseLockId(id)).toBe(id);
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['one character too long', 'l'.repeat(LOCK_ID_MAX_LENGTH + 1)],
    ['with a tab', 'a\tb'],
    ['with CR LF', 'a\r\nb'],
    ['ending in a line feed', 'a\n'],
    ['with DEL', 'a\u007f'],
    ['Latin-1', 'schlo\u00df'],
  ])('refuses an id that is %s', (_, id) => {
    expect(() => parseLockId(id)).toThrow(expect.objectContaining({ code: 'invalid_lock_id' }));
  });
});
