import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { startGateway } from '../support/start-gateway.js';
import { sweepOrphans } from '../support/sweep-orphans.js';
import type { WopiClient } from '../support/wopi-client.js';
import { LOCK, renamed, type Scenario, SCENARIOS } from './crash-scenarios.js';

const DEFAULT_TENANT = '00000000-0000-0000-0000-000000000001';

/** A change that stopped in front of its n-th step, or was answered. */
interface Attempt {
  readonly scenario: Scenario;
  readonly client: WopiClient;
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly stop: number;
}

let gateway: Gateway;
const reached = new Map<string, (steps: string[]) => void>();

beforeAll(async () => {
  const preload = pathToFileURL(path.resolve('test/faults/pause-at-step.mjs')).href;
  gateway = await startGateway({
    profile: 'microsoft365-plus',
    // Each request that stops in a transaction keeps its connection.
    env: { DATABASE_POOL_SIZE: '100', NODE_OPTIONS: `--import ${preload}` },
  });
  gateway.hosts[0]!.on('message', (message: { request?: string; steps?: string[] }) => {
    if (message.request !== undefined) reached.get(message.request)?.(message.steps!);
  });
  await makeShelves();
});
afterAll(() => gateway.stop());

/** Otherwise the first blob of each shelf would make it, with steps of its own. */
async function makeShelves(): Promise<void> {
  const root = path.join(gateway.dataDir, 'blobs', DEFAULT_TENANT);
  const shelves = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
  await Promise.all(shelves.map((shelf) => mkdir(path.join(root, shelf), { recursive: true })));
}

async function prepare(scenario: Scenario, stop: number): Promise<Attempt> {
  const id = randomUUID();
  const name = `${id}.wopitest`;
  const client = await gateway.client(await gateway.putFile(name, Buffer.from(scenario.content)));
  if (scenario.holding === 'WOPI lock') await client.lock(LOCK);
  if (scenario.holding === 'coauth lock') await coauthLock(client);
  return { scenario, client, name, stop, headers: { 'X-Test-Pause-Before': `${id} ${stop}` } };
}

const coauthLock = (client: WopiClient) =>
  client.post('GET_COAUTH_LOCK', {
    [WopiHeader.CoauthLockId]: LOCK,
    [WopiHeader.CoauthLockType]: 'Coauth',
    [WopiHeader.CoauthLockExpirationTimeout]: '600',
  });

/** Sends the change; answers the steps that it took before it stopped, or all of them. */
function send({ scenario, client, headers }: Attempt): Promise<string[]> {
  const [id] = headers['X-Test-Pause-Before']!.split(' ');
  return new Promise((resolve) => {
    reached.set(id!, resolve);
    // The connection of a request that stops breaks when the process is killed.
    void scenario.change(client, headers).catch(() => undefined);
  });
}

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
    const ended = new Promise((resolve) => gateway.hosts[0]!.once('exit', resolve));
    gateway.hosts[0]!.kill('SIGKILL');
    await ended;
    await gateway.spawn('host', { HOST_LISTEN: new URL(url).host, NODE_OPTIONS: '' });
  });

  it('meets each change where it was to stop', () => {
    expect(taken).toEqual(attempts.map(({ scenario, stop }) => scenario.steps.slice(0, stop)));
  });

  it.each(SCENARIOS)('$name: all or nothing, and the locks stay', async (scenario) => {
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
}

async function stateOf({ client }: Attempt): Promise<State> {
  const info = await client.checkFileInfo();
  if (info.status !== 200) return { status: info.status };
  const { BaseFileName, Version } = info.json<{ BaseFileName: string; Version: string }>();
  const content = (await client.getFile()).body.toString();
  return { status: 200, name: BaseFileName, version: Version, content, lock: await lockOf(client) };
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
});

function newState(attempt: Attempt): State {
  const { content, renamed: isRenamed, deleted } = attempt.scenario.after;
  if (deleted) return { status: 404 };
  const saved = content === undefined ? {} : { content, version: '2' };
  return {
    ...oldState(attempt),
    ...saved,
    ...(isRenamed && { name: `${renamed(attempt.headers)}.wopitest` }),
  };
}

const blobsIn = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};
