import { randomInt, randomUUID } from 'node:crypto';
import { WopiHeader } from '#wopi-protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';
import { perform } from '../perform.js';
import { anyLockCall, wopiLockCall } from './calls.js';
import { type Event, isLinearizable } from './checker.js';
import { idsOf, type LockCall, lockedFile, type Seen } from './locked-file.js';

const CLIENTS = 16;
const FILES = 8;
const CALLS = 40;
const SEED = Number(process.env['MODEL_SEED'] || randomInt(2 ** 31));

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    hosts: 2,
    profile: 'microsoft365-plus',
    env: { WOPI_PROOF: 'off' },
  });
});
afterAll(() => gateway.stop());

type History = Event<LockCall, Seen>[];

const openFile = async (): Promise<WopiClient> =>
  gateway.client(await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('first')));

/** Each client makes its calls one after the other, each on the file whose turn it is; answers what happened to each file. */
async function run(calls: fc.Arbitrary<LockCall>, seed: number): Promise<History[]> {
  const files = await Promise.all(Array.from({ length: FILES }, openFile));
  const histories = files.map((): History => []);
  const plans = fc.sample(
    fc.array(fc.tuple(fc.nat(FILES - 1), calls), { minLength: CALLS, maxLength: CALLS }),
    {
      seed,
      numRuns: CLIENTS,
    },
  );
  const client = async (plan: (typeof plans)[number]) => {
    for (const [file, call] of plan) {
      const from = performance.now();
      const answer = await perform(files[file]!.at(gateway.hostUrls[call.host]!), call, '', undefined);
      histories[file]!.push({ call, result: seen(call, answer), from, to: performance.now() });
    }
  };
  await Promise.all(plans.map(client));
  return histories;
}

function seen({ kind }: LockCall, { status, lock, headers, body, json }: WopiAnswer): Seen {
  expect([200, 409]).toContain(status);
  const mechanism = headers[WopiHeader.ConflictingMechanism.toLowerCase()] as string | undefined;
  if (status === 409 || kind === 'UnlockCoauthLock' || body.length === 0)
    return { status, lock, mechanism, ids: undefined };
  const rows = json<{ CoauthTable: { CoauthLockId: string; CoauthLockType: string }[] }>().CoauthTable;
  const ids = idsOf(
    rows.map(({ CoauthLockId, CoauthLockType }) => ({ id: CoauthLockId, type: CoauthLockType })),
  );
  return { status, lock, mechanism, ids };
}

const told = ({ from, to, call, result }: Event<LockCall, Seen>) =>
  `${from.toFixed(2)} to ${to.toFixed(2)}: ${JSON.stringify(call)} ${JSON.stringify(result)}`;

/** The histories that no order of the calls explains, as they were seen. */
const unexplained = (histories: History[]) =>
  histories
    .filter((events) => !isLinearizable(events, lockedFile))
    .map((events) => events.map(told).join('\n'));

it.each(Array.from({ length: 5 }, (_, round) => SEED + round))(
  `${CLIENTS} clients on ${FILES} files over two host processes: WOPI locks are a register, seed %i`,
  async (seed) => {
    const histories = await run(wopiLockCall, seed);
    expect(unexplained(histories)).toEqual([]);
  },
);

it.each(Array.from({ length: 5 }, (_, round) => SEED + round))(
  `${CLIENTS} clients on ${FILES} files over two host processes: both kinds of lock are one object, seed %i`,
  async (seed) => {
    const histories = await run(anyLockCall, seed);
    expect(unexplained(histories)).toEqual([]);
  },
);
