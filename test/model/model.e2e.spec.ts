import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase } from '../support/database.js';
import { Gateway } from '../support/gateway.js';
import { TestClock } from '../support/test-clock.js';
import { sequence } from './arbitraries.js';
import { PASS_SECONDS } from './operation.js';
import { runSequence } from './run-sequence.js';

const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] || 500);
const SEED = Number(process.env['MODEL_SEED'] || randomInt(2 ** 31));
const AT_ONCE = 48;
/** Where so many fail, more would say nothing new. */
const ENOUGH = 3;

let gateway: Gateway;
let clock: TestClock;

beforeAll(async () => {
  const database = await cloneDatabase();
  clock = await TestClock.install(database, PASS_SECONDS);
  // Proofs have their own tests, and would take most of the time here.
  const env = { WOPI_PROOF: 'off' };
  gateway = await Gateway.start(database, { hosts: 2, profile: 'microsoft365-plus', env });
});
afterAll(async () => {
  await clock.stop();
  await gateway.stop();
});

/** The sequence of a seed: what is wrong with it, in the fewest steps that show it; undefined when nothing is. */
async function check(seed: number): Promise<string | undefined> {
  const property = fc.asyncProperty(sequence, (each) =>
    clock.share((pass) => runSequence(gateway, each, pass)),
  );
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns: 1 });
  if (!failed) return undefined;
  const { first, steps } = counterexample![0];
  return [
    `npm run model -- --sequences 1 --seed ${seed}`,
    `a file with "${first}", then`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    (errorInstance as Error).message,
  ].join('\n');
}

it(
  `answers ${SEQUENCES} random sequences as the specification says, from seed ${SEED} on`,
  async () => {
    const failures: string[] = [];
    let next = 0;
    const lane = async () => {
      while (next < SEQUENCES && failures.length < ENOUGH) {
        const failure = await check((SEED + next++) % 2 ** 31);
        if (failure) failures.push(failure);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(failures.join('\n\n')).toBe('');
  },
  300_000 + 300 * SEQUENCES,
);
