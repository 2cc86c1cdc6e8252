import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Customer } from '../e2e/proxy/customer.js';
import { ocis } from '../e2e/proxy/products/ocis.js';
import { Gateway } from '../support/gateway.js';
import type { WopiAnswer, WopiClient } from '../support/wopi-client.js';
import { FrozenServer } from './frozen-server.js';

const LOCK = 'lock';
/** A pool that is smaller than the number of calls: some of them wait for a connection. */
const IMPATIENT = { DATABASE_STATEMENT_SECONDS: '1', DATABASE_POOL_SIZE: '4', LOG_LEVEL: 'silent' };

let server: FrozenServer;
let gateway: Gateway;
let customer: Customer;

beforeAll(async () => {
  server = await FrozenServer.start();
  gateway = await Gateway.start(server.database, { proxy: true, env: IMPATIENT });
  customer = await Customer.of(gateway, ocis, 'transparent');
});
afterAll(async () => {
  server?.thaw();
  await customer?.server.stop();
  await gateway?.stop();
  await server?.end();
});

const newFile = (content: string) => gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from(content));
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

/** A file of this host that is locked, and the session that locked it. */
async function locked(content: string): Promise<{ file: string; client: WopiClient }> {
  const file = await newFile(content);
  const client = await gateway.client(file, { direct: true });
  expect((await client.lock(LOCK)).status).toBe(200);
  return { file, client };
}

/** What is answered at every door of the installation by calls that all need the database, and whether to come again. */
async function atEveryDoor(client: WopiClient, proxied: WopiClient): Promise<readonly string[]> {
  const wopi = async (call: Promise<WopiAnswer>) =>
    told((await call).status, (await call).headers['retry-after']);
  const http = async (url: string, headers: Record<string, string>) => {
    const answer = await fetch(url, { headers });
    return told(answer.status, answer.headers.get('retry-after') ?? undefined);
  };
  const administrator = { Authorization: `Bearer ${gateway.environment()['ADMIN_API_KEY']}` };
  const portal = gateway.environment()['PORTAL_PUBLIC_URL']!;
  const answers = {
    CheckFileInfo: wopi(client.checkFileInfo()),
    Lock: wopi(client.lock(LOCK)),
    PutFile: wopi(client.putFile(Buffer.from('late'), LOCK)),
    GetFile: wopi(client.getFile()),
    'CheckFileInfo through the proxy': wopi(proxied.checkFileInfo()),
    portal: http(`${portal}/api/portal/me`, { Cookie: `portal=${randomBytes(32).toString('base64url')}` }),
    'admin API': http(`${gateway.adminUrl}/admin/v1/files`, administrator),
    'integration API': http(`${gateway.adminUrl}/api/v1/files/${randomUUID()}`, administrator),
  };
  return Promise.all(Object.entries(answers).map(async ([door, answer]) => `${door}: ${await answer}`));
}

const told = (status: number, retryAfter: string | string[] | undefined): string =>
  retryAfter === undefined ? String(status) : `${status}, later`;

it('while PostgreSQL stands still every door answers, the proxy serves whom it can, and all goes on by itself', async () => {
  const { file, client } = await locked('old');
  const proxied = await gateway.client(file);
  const others = await Promise.all(Array.from({ length: 12 }, (_, n) => locked(`content ${n}`)));
  const elsewhere = await customer.open(Buffer.from('at the customer'));
  expect((await proxied.checkFileInfo()).status).toBe(200);

  await server.freeze();
  for (const door of await atEveryDoor(client, proxied)) expect(door).toMatch(/: 503, later$/);
  expect((await elsewhere.getFile()).body.toString()).toBe('at the customer');
  const ready = [gateway.hostUrls[0]!, gateway.proxyUrl, gateway.adminUrl].map((url) =>
    fetch(`${url}/readyz`),
  );
  expect((await Promise.all(ready)).map(({ status }) => status)).toEqual([503, 503, 503]);
  server.thaw();

  await expect.poll(async () => (await client.checkFileInfo()).status, { timeout: 60_000 }).toBe(200);
  // A save whose answer did not come may have counted, once; never more than once, and whole.
  const late = await gateway.query(
    `select from versions where file_id = $1 and encode(sha256, 'hex') = $2`,
    [file, sha256('late')], // prettier-ignore
  );
  expect(late.length).toBeLessThanOrEqual(1);
  expect((await client.getFile()).body.toString()).toBe(late.length === 1 ? 'late' : 'old');
  expect((await client.getLock()).lock).toBe(LOCK);
  // No answer that came late is taken for another's.
  const contents = await Promise.all(
    others.map(async (other) => (await other.client.getFile()).body.toString()),
  );
  expect(contents).toEqual(others.map((_, n) => `content ${n}`));
  expect((await client.putFile(Buffer.from('new'), LOCK)).version).toBe(String(late.length + 2));
  await expect.poll(async () => (await proxied.checkFileInfo()).status, { timeout: 60_000 }).toBe(200);
});
