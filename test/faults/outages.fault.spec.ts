import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { cloneDatabase } from '../support/database.js';
import { DatabaseRelay } from '../support/database-relay.js';
import { Gateway } from '../support/gateway.js';
import type { WopiAnswer, WopiClient } from '../support/wopi-client.js';

const LOCK = 'lock';
/** Shorter than the processes have it. */
const IDLE_IN_TRANSACTION = 'idle_in_transaction_session_timeout=2000';

let relay: DatabaseRelay;
let gateway: Gateway;
let blocker: pg.Client;

beforeAll(async () => {
  const database = await cloneDatabase();
  relay = await DatabaseRelay.start(database.url);
  gateway = await Gateway.start(database, {
    proxy: true,
    hosts: 2,
    env: { DATABASE_URL: `${relay.url}?${IDLE_IN_TRANSACTION}`, LOG_LEVEL: 'silent' },
  });
  blocker = new pg.Client(database.url);
  await blocker.connect();
});
afterAll(async () => {
  await blocker.end();
  await gateway.stop();
  await relay.cut();
});
afterEach(() => relay.restore());

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const newFile = (content: string) => gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from(content));
const ready = async () => (await fetch(`${gateway.hostUrls[0]}/readyz`)).status;
/** The database is there again: the processes find it by themselves. */
async function recovered(client: WopiClient): Promise<void> {
  await expect.poll(async () => (await client.checkFileInfo()).status, { timeout: 60_000 }).toBe(200);
}

const CALLS: Readonly<Record<string, (client: WopiClient) => Promise<WopiAnswer>>> = {
  CheckFileInfo: (client) => client.checkFileInfo(),
  GetFile: (client) => client.getFile(),
  Lock: (client) => client.lock(LOCK),
  GetLock: (client) => client.getLock(),
  RefreshLock: (client) => client.refreshLock(LOCK),
  UnlockAndRelock: (client) => client.lock('other', LOCK),
  Unlock: (client) => client.unlock(LOCK),
  PutFile: (client) => client.putFile(Buffer.from('new'), LOCK),
  PutRelativeFile: (client) =>
    client.post('PUT_RELATIVE', { [WopiHeader.SuggestedTarget]: '.wopitest' }, Buffer.from('copy')),
  RenameFile: (client) => client.post('RENAME_FILE', { [WopiHeader.RequestedName]: 'other' }),
  DeleteFile: (client) => client.post('DELETE'),
};

/** A proxy leaves an instance alone that has answered 503 five times in a row. */
const FEW = ['CheckFileInfo', 'GetLock', 'PutFile'];

it.each<[way: string, calls: readonly string[]]>([
  ['directly', Object.keys(CALLS)],
  ['through the proxy', FEW],
])(
  'answers 503 and when to come again while the database is away, changes nothing, and goes on by itself: %s',
  async (way, calls) => {
    const file = await newFile('old');
    const client = await gateway.client(file, { direct: way === 'directly' });
    expect((await client.lock(LOCK)).status).toBe(200);
    const blobs = await gateway.blobs();
    const body = new PassThrough();
    const saved = client.putFile(body, LOCK, { 'Content-Length': '8' });
    body.write('half');
    await expect.poll(async () => (await gateway.blobs()).length).toBe(blobs.length + 1);
    await relay.cut();
    body.end('half');

    const answers = { 'PutFile that was under way': await saved } as Record<string, WopiAnswer>;
    for (const name of calls) answers[name] = await CALLS[name]!(client);
    for (const [name, { status, headers, body: told }] of Object.entries(answers))
      expect({ name, status, wait: headers['retry-after'], body: told.toString() }).toEqual({
        name,
        status: 503,
        wait: expect.stringMatching(/^[1-9]\d?$/) as string,
        body: '',
      });
    expect(await ready()).toBe(503);

    await relay.restore();
    await recovered(client);
    await expect.poll(ready, { timeout: 60_000 }).toBe(200);
    expect((await client.getFile()).body.toString()).toBe('old');
    expect((await client.getLock()).lock).toBe(LOCK);
    expect(await gateway.query('select from versions where file_id = $1', [file])).toHaveLength(1);
    expect((await client.putFile(Buffer.from('new'), LOCK)).version).toBe('2');
  },
);

/** Saves again and again until told to end; answers the SHA-256 of every content by the version it got. */
async function saving(client: WopiClient, over: () => boolean) {
  const acknowledged = new Map<string, string>();
  const statuses = new Set<number>();
  while (!over()) {
    const content = randomBytes(2_000);
    const { status, version } = await client.putFile(content, LOCK);
    statuses.add(status);
    if (status === 200) acknowledged.set(version!, sha256(content));
  }
  return { acknowledged, statuses };
}

it('loses no save that was acknowledged, however often the database goes away under load', async () => {
  const files = await Promise.all(Array.from({ length: 8 }, () => newFile('first')));
  const clients = await Promise.all(files.map((file) => gateway.client(file, { direct: true })));
  await Promise.all(clients.map((client) => client.lock(LOCK)));
  let over = false;
  const saves = Promise.all(clients.map((client) => saving(client, () => over)));
  for (let n = 0; n < 3; n += 1) {
    await sleep(200);
    await relay.cut();
    await sleep(100);
    await relay.restore();
    await recovered(clients[0]!);
  }
  over = true;
  const outcomes = await saves;
  expect(new Set(outcomes.flatMap(({ statuses }) => [...statuses]))).toEqual(new Set([200, 503]));
  for (const [n, { acknowledged }] of outcomes.entries()) {
    const client = clients[n]!;
    const rows = await gateway.query<{ version: string; sha256: string }>(
      `select version::text, encode(sha256, 'hex') as sha256 from versions where file_id = $1 order by versions.version`,
      [files[n]],
    );
    const written = new Map(rows.map((row) => [row.version, row.sha256]));
    for (const [version, hash] of acknowledged) expect(written.get(version)).toBe(hash);
    // A save whose answer the cut took may have counted, too: then it is the content, whole.
    const read = await client.getFile();
    expect([read.version, sha256(read.body)]).toEqual([...written].at(-1));
    expect((await client.getLock()).lock).toBe(LOCK);
    expect((await client.putFile(Buffer.from('last'), LOCK)).status).toBe(200);
  }
});

/** Sends a call whose statement has to wait for a row, stops its host there, and lets the statement come to its end without it. */
async function stoppedWhile<T>(
  file: string,
  row: string,
  call: () => Promise<T>,
): Promise<{ goOn: () => Promise<T> }> {
  await blocker.query('begin');
  const { rowCount } = await blocker.query(row, [file]);
  expect(rowCount).toBe(1);
  const answer = call();
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(() => gateway.query(waiting), { timeout: 60_000 }).toHaveLength(1);
  const host = gateway.hosts[0]!;
  host.kill('SIGSTOP');
  await blocker.query('rollback');
  return { goOn: () => (host.kill('SIGCONT'), answer) };
}

/** The same session of a new file at a host that is going to stand still, and at another. */
async function replicas() {
  const file = await newFile('');
  const client = await gateway.client(file, { direct: true });
  const [stopping, going] = gateway.hostUrls.map((url) => client.at(url)) as [WopiClient, WopiClient];
  return { file, stopping, going };
}

it('a host that stands still in the middle of a change loses its rows to the others, and changes nothing when it goes on', async () => {
  const { file, stopping, going } = await replicas();
  // Without a lock the save holds the file's row in a transaction of several statements.
  const late = await stoppedWhile(file, 'select from files where file_id = $1 for update', () =>
    stopping.putFile(Buffer.from('late')),
  );
  expect((await going.lock('B')).status).toBe(200);
  expect((await going.putFile(Buffer.from('of B'), 'B')).version).toBe('2');
  const answer = await late.goOn();
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  expect((await stopping.getFile()).body.toString()).toBe('of B');
  expect((await stopping.getLock()).lock).toBe('B');
  expect(await gateway.query('select from versions where file_id = $1', [file])).toHaveLength(2);
});

it('a lock that a host took before it stood still is held, known to the others, and told to its client when it goes on', async () => {
  const { file, stopping, going } = await replicas();
  expect((await going.lock('before')).status).toBe(200);
  const locked = await stoppedWhile(file, 'select from locks where file_id = $1 for update', () =>
    stopping.lock('A', 'before'),
  );
  await expect.poll(async () => (await going.getLock()).lock, { timeout: 60_000 }).toBe('A');
  const refused = await going.lock('B');
  expect([refused.status, refused.lock]).toEqual([409, 'A']);
  expect((await locked.goOn()).status).toBe(200);
  expect((await going.unlock('A')).status).toBe(200);
});
