import { expect, it } from 'vitest';
import { forget } from './passed-piece.js';

it('gives the memory of a whole piece back at once', () => {
  const piece = Buffer.alloc(64 * 1024, 'x');
  forget(piece);
  expect([piece.length, piece.buffer.byteLength]).toEqual([0, 0]);
});

it('leaves what is a part of something larger, and what is small, as it is', () => {
  const whole = Buffer.alloc(64 * 1024, 'x');
  const part = whole.subarray(1024);
  const small = Buffer.alloc(1024, 'x');
  for (const piece of [part, small]) forget(piece);
  expect([whole.at(-1), part.at(-1), small.at(-1)]).toEqual(Array(3).fill(0x78));
});
