import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { startGateway } from '../support/start-gateway.js';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const kept = (file: string) =>
  gateway.query<{ sha256: string; key: string }>(
    `select encode(sha256, 'hex') as sha256, blob_key as key from recovered_saves where file_id = $1`,
    [file],
  );

it('tells a client that its save is refused only once the text is in the bin, even by kill -9 in between', async () => {
  const file = await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('first'));
  const client = await gateway.client(file);
  const before = (await gateway.blobs()).length;
  // Whoever holds the author's row keeps the bin between the stored bytes and their row.
  const other = new pg.Client(gateway.database.url);
  await other.connect();
  await other.query('begin');
  await other.query(`select from users where login = 'alice' for update`);
  const text = randomBytes(300_000);
  const answer = client.putFile(text, 'A').catch(() => 'none');
  await expect.poll(async () => (await gateway.blobs()).length, { timeout: 20_000 }).toBe(before + 1);
  await expect
    .poll(() => gateway.query(`select from pg_stat_activity where wait_event_type = 'Lock'`), {
      timeout: 20_000,
    })
    .toHaveLength(1);
  gateway.hosts[0]!.kill('SIGKILL');
  expect(await answer).toBe('none');
  await other.end();
  expect(await kept(file)).toEqual([]);

  await gateway.spawn('host', { HOST_LISTEN: new URL(gateway.hostUrls[0]!).host });
  expect((await client.putFile(text, 'A')).status).toBe(409);
  const rows = await kept(file);
  expect(rows.map((row) => row.sha256)).toEqual([sha256(text)]);
  expect(await gateway.blobs()).toContain(rows[0]!.key);
});
