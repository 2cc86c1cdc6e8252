import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { sweepOrphans } from '../support/sweep-orphans.js';
import type { WopiClient } from '../support/wopi-client.js';
import { LOCK, renamed, type Scenario, SCENARIOS } from './crash-scenarios.js';
import { killed, startPausable, StoppedRequests } from './stopped-requests.js';

/** A change that stopped in front of its n-th step, or was answered. */
interface Attempt {
  readonly scenario: Scenario;
  readonly client: WopiClient;
  readonly name: string;
  readonly id: string;
  readonly stop: number;
}

let gateway: Gateway;
let requests: StoppedRequests;

beforeAll(async () => {
  gateway = await startPausable();
  requests = new StoppedRequests([gateway.hosts[0]!]);
});
afterAll(() => gateway.stop());

async function prepare(scenario: Scenario, stop: number): Promise<Attempt> {
  const id = randomUUID();
  const name = `${id}.wopitest`;
  const client = await gateway.client(await gateway.putFile(name, Buffer.from(scenario.content)));
  if (scenario.holding === 'WOPI lock') await client.lock(LOCK);
  if (scenario.holding === 'coauth lock') await coauthLock(client);
  return { scenario, client, name, id, stop };
}

const coauthLock = (client: WopiClient) =>
  client.post('GET_COAUTH_LOCK', {
    [WopiHeader.CoauthLockId]: LOCK,
    [WopiHeader.CoauthLockType]: 'Coauth',
    [WopiHeader.CoauthLockExpirationTimeout]: '600',
  });

/** Sends the change; answers the steps that it took before it stopped, or all of them. */
const send = ({ scenario, client, id, stop }: Attempt): Promise<string[]> =>
  requests.send(id, stop, (headers) => scenario.change(client, headers));

const NEVER = 1000;

it.each(SCENARIOS)('$name takes the steps that are enumerated', async (scenario) => {
  expect(await send(await prepare(scenario, NEVER))).toEqual(scenario.steps);
});

describe('kill -9 in front of each step of each change', () => {
  let attempts: Attempt[];
  let taken: string[][];

  beforeAll(async () => {
    const stops = SCENARIOS.flatMap((scenario) => scenario.steps.map((_, stop) => ({ scenario, stop })));
    attempts = await Promise.all(stops.map(({ scenario, stop }) => prepare(scenario, stop)));
    taken = await Promise.all(attempts.map(send));
    const url = gateway.hostUrls[0]!;
    await killed(gateway.hosts[0]!);
    await gateway.spawn('host', { HOST_LISTEN: new URL(url).host, NODE_OPTIONS: '' });
  });

  it('meets each change where it was to stop', () => {
    expect(taken).toEqual(attempts.map(({ scenario, stop }) => scenario.steps.slice(0, stop)));
  });

  it.each(SCENARIOS)('$name: all or nothing, in the audit log too, and the locks stay', async (scenario) => {
    for (const attempt of attempts.filter((each) => each.scenario === scenario)) {
      const done = attempt.stop > scenario.steps.indexOf(scenario.decisive);
      expect(await stateOf(attempt), `before ${scenario.steps[attempt.stop]}`).toEqual(
        done ? newState(attempt) : oldState(attempt),
      );
    }
  });

  it('leaves blobs that nobody names, and one sweep removes them all', async () => {
    const blobDir = path.join(gateway.dataDir, 'blobs');
    const kept = await gateway.query<{ key: string }>('select blob_key as key from blob_references');
    const named = new Set(kept.map(({ key }) => key));
    const before = await blobsIn(blobDir);
    const wanted = before.filter((key) => named.has(key));
    expect(wanted.length).toBeLessThan(before.length);
    await sweepOrphans(gateway.database.url, blobDir);
    expect((await blobsIn(blobDir)).sort()).toEqual(wanted.sort());
  });
});

interface State {
  readonly status: number;
  readonly name?: string;
  readonly version?: string;
  readonly content?: string;
  readonly lock?: string;
  /** Rows of the audit log that say so. */
  readonly audited: number;
}

async function stateOf(attempt: Attempt): Promise<State> {
  const { client } = attempt;
  const info = await client.checkFileInfo();
  const audited = await rowsOf(attempt);
  if (info.status !== 200) return { status: info.status, audited };
  const { BaseFileName, Version } = info.json<{ BaseFileName: string; Version: string }>();
  const content = (await client.getFile()).body.toString();
  return { status: 200, name: BaseFileName, version: Version, content, lock: await lockOf(client), audited };
}

async function rowsOf({ client, scenario }: Attempt): Promise<number> {
  const rows = await gateway.query(
    'select from audit_log where file_id = $1 and operation = $2 and status = 200',
    [path.basename(client.wopiSrc), scenario.operation],
  );
  return rows.length;
}

async function lockOf(client: WopiClient): Promise<string> {
  const { status, lock } = await client.getLock();
  if (status === 200) return lock!;
  const table = await client.post('GET_COAUTH_TABLE');
  const ids = table.json<{ CoauthTable: { CoauthLockId: string }[] }>().CoauthTable;
  return ids.map(({ CoauthLockId }) => `coauth ${CoauthLockId}`).join();
}

const held = { 'WOPI lock': LOCK, 'coauth lock': `coauth ${LOCK}`, nothing: '' };

const oldState = ({ scenario, name }: Attempt): State => ({
  status: 200,
  name,
  version: '1',
  content: scenario.content,
  lock: held[scenario.holding],
  audited: 0,
});

function newState(attempt: Attempt): State {
  const { content, renamed: isRenamed, deleted } = attempt.scenario.after;
  if (deleted) return { status: 404, audited: 1 };
  const saved = content === undefined ? {} : { content, version: '2' };
  return {
    ...oldState(attempt),
    audited: 1,
    ...saved,
    ...(isRenamed && { name: `${renamed(attempt.id)}.wopitest` }),
  };
}

const blobsIn = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};
