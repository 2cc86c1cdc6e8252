import { expect, it } from 'vitest';
import { segmentsWithin, spansOf } from './spans.js';

const segment = (part: string, start: number, length: number) => ({ part, start, length });
const bytes = Buffer.from(Array.from({ length: 200 }, (_, n) => n));

it('takes together what lies close together in one blob, in the order that was asked for', () => {
  const asked = [
    segment('a', 0, 10),
    segment('a', 10, 5),
    segment('a', 20, 5),
    segment('b', 0, 1),
    segment('a', 30, 1),
    segment('a', 10, 1),
    segment('a', 1_000_000, 1),
  ];
  const spans = spansOf(asked);
  expect(spans.map(({ part, start, length }) => [part, start, length])).toEqual([
    ['a', 0, 25],
    ['b', 0, 1],
    ['a', 30, 1],
    ['a', 10, 1],
    ['a', 1_000_000, 1],
  ]);
  expect(spans.flatMap(({ segments }) => segments)).toEqual(asked);
});

it.each([1, 3, 7, 200])('finds its segments in pieces of %i bytes', async (size) => {
  const asked = [segment('a', 5, 3), segment('a', 8, 40), segment('a', 60, 1), segment('a', 100, 100)];
  const [span] = spansOf(asked);
  const pieces = [];
  for (let at = span!.start; at < span!.start + span!.length; at += size)
    pieces.push(bytes.subarray(at, Math.min(at + size, span!.start + span!.length)));
  const found = [];
  for await (const piece of segmentsWithin(span!, pieces)) found.push(piece);
  const wanted = asked.map(({ start, length }) => bytes.subarray(start, start + length));
  expect(Buffer.concat(found)).toEqual(Buffer.concat(wanted));
});
