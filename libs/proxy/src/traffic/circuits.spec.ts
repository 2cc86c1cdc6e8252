import { describe, expect, it } from 'vitest';
import { Circuits } from './circuits.js';

function failing(times: number, at = 0) {
  const changes: boolean[] = [];
  const circuits = new Circuits((_, open) => changes.push(open));
  for (let i = 0; i < times; i++) circuits.failed('a', at);
  return { circuits, changes };
}

describe('Circuits', () => {
  it('lets calls through until the fifth failure in a row, and concerns nobody else', () => {
    const { circuits, changes } = failing(4);
    expect(circuits.refusedFor('a', 0)).toBe(0);
    circuits.served('a');
    for (let i = 0; i < 4; i++) circuits.failed('a', 0);
    expect(circuits.refusedFor('a', 0)).toBe(0);
    circuits.failed('a', 0);
    expect(circuits.refusedFor('a', 1)).toBe(999);
    expect(circuits.refusedFor('b', 1)).toBe(0);
    expect([circuits.open, changes]).toEqual([1, [true]]);
  });

  it('lets one call try after the rest and refuses the others meanwhile, without making them wait', () => {
    const { circuits } = failing(5);
    expect(circuits.refusedFor('a', 1_000)).toBe(0);
    expect(circuits.refusedFor('a', 1_000)).toBe(10_000);
    expect(circuits.refusedFor('a', 10_999)).toBe(1);
    expect(circuits.refusedFor('a', 11_000)).toBe(0);
  });

  it('rests twice as long after each trial that fails, up to a minute', () => {
    const { circuits } = failing(5);
    const rests: number[] = [];
    for (let now = 0, i = 0; i < 8; i++) {
      const rest = circuits.refusedFor('a', now);
      rests.push(rest);
      now += rest;
      expect(circuits.refusedFor('a', now)).toBe(0);
      circuits.failed('a', now);
    }
    expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1000));
  });

  it('does not count what was under way when it opened', () => {
    const { circuits } = failing(40);
    expect(circuits.refusedFor('a', 0)).toBe(1_000);
  });

  it('closes with any answer', () => {
    const { circuits, changes } = failing(5);
    circuits.refusedFor('a', 1_000);
    circuits.answered('a', 1_000);
    expect([circuits.refusedFor('a', 1_000), circuits.open, changes]).toEqual([0, 0, [true, false]]);
    circuits.served('a');
    for (let i = 0; i < 4; i++) circuits.failed('a', 2_000);
    expect([circuits.refusedFor('a', 2_000), changes]).toEqual([0, [true, false]]);
  });

  it('opens for answers that begin and break off, and after the next of them again, for longer', () => {
    const { circuits, changes } = failing(0);
    const breaksOff = (now: number) => {
      circuits.answered('a', now);
      circuits.failed('a', now);
    };
    // The heads of those that were under way when it opened do not close it.
    for (let i = 0; i < 9; i++) breaksOff(0);
    expect(circuits.refusedFor('a', 0)).toBe(1_000);
    expect(circuits.refusedFor('a', 1_000)).toBe(0);
    breaksOff(1_000);
    expect(circuits.refusedFor('a', 1_000)).toBe(2_000);
    expect(changes).toEqual([true, false, true]);
  });

  it('says how long an instance rests without taking the trial', () => {
    const { circuits } = failing(5);
    expect([circuits.restOf('a', 0), circuits.restOf('a', 1_000), circuits.restOf('b', 0)]).toEqual([
      1_000, 0, 0,
    ]);
    expect(circuits.refusedFor('a', 1_000)).toBe(0);
  });

  it('tries again at once when the client of a trial went away', () => {
    const { circuits } = failing(5);
    circuits.refusedFor('a', 1_000);
    circuits.abandoned('a');
    expect(circuits.refusedFor('a', 1_000)).toBe(0);
    expect(circuits.refusedFor('a', 1_000)).toBe(10_000);
  });
});
