import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase } from '../support/database.js';
import { DatabaseRelay } from '../support/database-relay.js';
import { Gateway } from '../support/gateway.js';
import { freePorts } from '../support/processes.js';

const LATE = 'late-host';
let relay: DatabaseRelay;
let gateway: Gateway;
/** A second host, whose way to the database can be held. */
let other: ChildProcess;
let otherUrl: string;

beforeAll(async () => {
  const database = await cloneDatabase();
  relay = await DatabaseRelay.start(database.url);
  gateway = await Gateway.start(database, {});
  const [port] = await freePorts(1);
  otherUrl = `http://127.0.0.1:${port}`;
  other = await gateway.spawn('host', {
    HOST_LISTEN: `127.0.0.1:${port}`,
    DATABASE_URL: `${relay.url}?application_name=${LATE}`,
  });
});
afterAll(async () => {
  await relay.cut();
  await gateway.stop();
});

it('a save that reaches the database when its client has saved again elsewhere does not count', async () => {
  const file = await gateway.putFile('late.wopitest', Buffer.from('first'));
  const client = await gateway.client(file, { direct: true });
  await client.lock('lock');
  const kept = (await gateway.blobs()).length;
  const body = new PassThrough();
  const early = client.at(otherUrl).putFile(body, 'lock', { 'Content-Length': '5' });
  body.write('ear');
  await expect.poll(async () => (await gateway.blobs()).length).toBe(kept + 1);
  relay.hold();
  body.end('ly');
  await expect.poll(() => relay.heldText()).toContain('"operation":"PutFile"');
  other.kill('SIGKILL');
  await Promise.all([once(other, 'exit'), expect(early).rejects.toThrow(/hang up|reset/)]);

  expect((await client.putFile(Buffer.from('late'), 'lock')).version).toBe('2');
  relay.letGo();
  const ways = () => gateway.query('select from pg_stat_activity where application_name = $1', [LATE]);
  await expect.poll(ways).toHaveLength(0);
  expect((await client.getFile()).body.toString()).toBe('late');
  expect(await gateway.query('select from versions where file_id = $1', [file])).toHaveLength(2);
});
