import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ByteTurns } from './byte-turns.js';

const PIECE = 64 * 1024;
const NO_LIMIT = 2 ** 50;

/** Bodies of `pieces` each that move as long as they may; answers which body moved in each turn of the event loop. */
async function run(bodies: number, pieces: number, bytesPerSecond = NO_LIMIT): Promise<number[][]> {
  const turns = new ByteTurns();
  const moves: number[][] = [];
  let moving = bodies;
  const start = (body: number, left: number): void => {
    const go = () => setImmediate(() => step());
    const step = (): void => {
      moves.at(-1)!.push(body);
      left -= 1;
      if (left === 0) return void (moving -= 1);
      if (turns.moved(PIECE, bytesPerSecond, go)) setImmediate(step);
    };
    step();
  };
  moves.push([]);
  for (let body = 0; body < bodies; body++) start(body, pieces);
  while (moving > 0) {
    moves.push([]);
    await nextTurn();
  }
  return moves.filter((turn) => turn.length > 0);
}

describe('ByteTurns', () => {
  it('moves a few pieces in a turn however many bodies there are, and each body when it is its turn', async () => {
    const [first, ...later] = await run(64, 5);
    expect(first).toHaveLength(64);
    for (const turn of later) expect(turn.length).toBeLessThanOrEqual(4);
    // After the first turn, in which all came at once: by turns, nobody a second time before all had one.
    const order = later.flat();
    for (let round = 0; round < 4; round++)
      expect(new Set(order.slice(round * 64, (round + 1) * 64)).size).toBe(64);
  });

  it('never lets a body that is alone wait', async () => {
    const turns = new ByteTurns();
    for (let n = 0; n < 100; n++) {
      expect(turns.moved(PIECE, NO_LIMIT, () => undefined)).toBe(true);
      await nextTurn();
    }
  });

  it('has bodies wait that are beyond what the tenant may have in a second', async () => {
    const turns = new ByteTurns();
    let went = false;
    const go = () => void (went = true);
    // A second's worth may come at once.
    expect(turns.moved(PIECE, PIECE, go)).toBe(true);
    await nextTurn();
    expect(turns.moved(3_600 * PIECE, PIECE, go)).toBe(false);
    for (let n = 0; n < 100; n++) await nextTurn();
    expect(went).toBe(false);
  });

  it('lets them go on when the time has come', async () => {
    const turns = new ByteTurns();
    const waited = new Promise<void>((resolve) => {
      expect(turns.moved(2 * PIECE, 100 * PIECE, resolve)).toBe(true);
      expect(turns.moved(100 * PIECE, 100 * PIECE, resolve)).toBe(false);
    });
    await waited;
  });
});
