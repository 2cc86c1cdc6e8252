import { describe, expect, it } from 'vitest';
import { DocumentError } from './document-error.js';
import { mergeText } from './merge-text.js';

const lines = (text: string) => text.split(' ').join('\n');

describe('mergeText', () => {
  it.each([
    ['nothing changed', 'a b', 'a b', 'a b', 'a b'],
    ['one changed', 'a b', 'a B', 'a b', 'a B'],
    ['the other changed', 'a b', 'a b', 'A b', 'A b'],
    ['both made the same of it', 'a b', 'a X', 'a X', 'a X'],
    ['lines apart', 'a b c', 'A b c', 'a b C', 'A b C'],
    ['lines side by side', 'a b', 'A b', 'a B', 'A B'],
    ['the same line', 'a b c', 'a mine c', 'a theirs c', 'a theirs mine c'],
    ['both went on at the end', 'a', 'a mine', 'a theirs', 'a theirs mine'],
    ['one line changed, one added below it', 'a', 'A', 'a below', 'A below'],
    ['one line changed, one added above it', 'a', 'above a', 'A', 'above A'],
    ['one line changed by one and taken by the other', 'a b c', 'a c', 'a B c', 'a B c'],
    ['names of properties', 'constructor b', 'constructor __proto__', 'x b', 'x __proto__'],
  ])('%s', (_, base, mine, theirs, merged) => {
    expect(mergeText(lines(base), lines(mine), lines(theirs))).toBe(lines(merged));
  });

  it('gives up on more lines than it can compare', () => {
    const long = '\n'.repeat(10_000);
    expect(() => mergeText(long, `${long}mine`, `theirs${long}`)).toThrow(DocumentError);
  });
});
