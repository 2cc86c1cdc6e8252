import { describe, expect, it } from 'vitest';
import { type Event, isLinearizable, type Sequential } from './checker.js';

type Call = { readonly write: number } | 'read';

const register: Sequential<number, Call, number> = {
  initial: 0,
  next: (state, call, result) => {
    if (call !== 'read') return call.write;
    return result === state ? state : undefined;
  },
  key: String,
};
const read = (result: number, from: number, to: number): Event<Call, number> => ({
  call: 'read',
  result,
  from,
  to,
});
const write = (value: number, from: number, to: number): Event<Call, number> => ({
  call: { write: value },
  result: value,
  from,
  to,
});
const check = (...events: Event<Call, number>[]) => isLinearizable(events, register);

describe('a register', () => {
  it('may be read as it was or as it will be while it is written', () => {
    expect(check(write(1, 0, 10), read(0, 1, 2), read(1, 3, 4))).toBe(true);
  });
  it('is not read as it was after somebody has read it as it will be', () => {
    expect(check(write(1, 0, 10), read(1, 1, 2), read(0, 3, 4))).toBe(false);
  });
  it('is not read as it was after the write has ended', () => {
    expect(check(write(1, 0, 1), read(0, 2, 3))).toBe(false);
  });
  it('is not read as nobody wrote it', () => {
    expect(check(write(1, 0, 10), read(2, 1, 2))).toBe(false);
  });
  it('may keep either of two writes that overlap, but not both by turns', () => {
    expect(check(write(1, 0, 10), write(2, 0, 10), read(1, 11, 12), read(1, 13, 14))).toBe(true);
    expect(check(write(1, 0, 10), write(2, 0, 10), read(2, 11, 12))).toBe(true);
    expect(check(write(1, 0, 10), write(2, 0, 10), read(1, 11, 12), read(2, 13, 14))).toBe(false);
  });
  it('shows writes to all readers in one order', () => {
    const writes = [write(1, 0, 20), write(2, 0, 20)];
    expect(check(...writes, read(1, 1, 2), read(2, 3, 4), read(1, 1, 2), read(2, 3, 4))).toBe(true);
    expect(check(...writes, read(1, 1, 2), read(2, 5, 6), read(2, 3, 4), read(1, 7, 8))).toBe(false);
  });
});

describe('a mutex', () => {
  type Mutex = Sequential<'free' | 'held', 'take' | 'leave', boolean>;
  const mutex: Mutex = {
    initial: 'free',
    next: (state, call, done) => {
      const can = state === (call === 'take' ? 'free' : 'held');
      if (can !== done) return undefined;
      return done ? (call === 'take' ? 'held' : 'free') : state;
    },
    key: String,
  };
  const event = (call: 'take' | 'leave', result: boolean, from: number, to: number) => ({
    call,
    result,
    from,
    to,
  });

  it('is not taken twice', () => {
    expect(isLinearizable([event('take', true, 0, 9), event('take', true, 0, 9)], mutex)).toBe(false);
  });
  it('refuses only while it is held', () => {
    expect(isLinearizable([event('take', false, 0, 1), event('take', true, 2, 3)], mutex)).toBe(false);
    expect(isLinearizable([event('take', false, 0, 3), event('take', true, 1, 4)], mutex)).toBe(true);
  });
  it('takes 16 callers and as many turns in reasonable time', () => {
    const turns = Array.from({ length: 16 }, (_, n) => [
      event('take', true, 10 * n, 10 * n + 9),
      event('leave', true, 10 * n + 5, 10 * n + 12),
      event('take', false, 10 * n, 10 * n + 9),
    ]).flat();
    expect(isLinearizable(turns, mutex)).toBe(true);
  });
});
