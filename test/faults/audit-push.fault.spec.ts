import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { freePorts } from '../support/processes.js';
import { startGateway } from '../support/start-gateway.js';
import { killed } from './stopped-requests.js';

const SECRET = 'a secret that signs batches of rows';

let gateway: Gateway;
let collector: Server;
/** Ids of the rows of each batch, the unanswered ones, too. */
const batches: string[][] = [];
let underWay = 0;
let mostUnderWay = 0;
/** What to answer; undefined for not at all. */
let answer: () => number | undefined = () => undefined;

beforeAll(async () => {
  collector = createServer((request, response) => {
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    response.once('close', () => (underWay -= 1));
    void read(request).then((rows) => {
      batches.push(rows);
      const status = answer();
      if (status !== undefined) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const env = {
    AUDIT_PUSH_URL: `http://127.0.0.1:${(collector.address() as AddressInfo).port}/services/collector?source=wopi`,
    AUDIT_PUSH_TOKEN: 'token-of-the-collector',
    AUDIT_PUSH_SECRET: SECRET,
  };
  gateway = await startGateway({ env });
});
afterAll(async () => {
  collector.closeAllConnections();
  collector.close();
  await gateway.stop();
});

/** The ids of the rows, once everything about the request is as it should be. */
async function read(request: IncomingMessage): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const header = (name: string) => String(request.headers[name]);
  const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`;
  const signature = createHmac('sha256', SECRET).update(signed).digest('base64');
  const seen = [request.method, header('content-type'), header('authorization'), header('webhook-signature')];
  const wanted = ['POST', 'application/x-ndjson', 'Bearer token-of-the-collector', `v1,${signature}`];
  if (seen.join() !== wanted.join()) return [`unexpected: ${seen.join()}`];
  const rows = body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  return rows.map(({ tenantId, operation, auditId }) => (tenantId && operation ? auditId! : 'incomplete'));
}

const logged = async () =>
  (await gateway.query<{ id: string }>('select audit_id as id from audit_log')).map(({ id }) => id).sort();
/** The next attempt is now, whatever the back-off or a dead process's claim says. */
const hurry = () =>
  gateway.query(`update audit_push set next_attempt_at = now(), claimed_until = '-infinity'`);
// oxlint-disable-next-line vitest/require-awaited-expect-poll -- the callers await it
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000, interval: 50 });

it('tells the collector each row at least once, whoever dies and whatever it answers', async () => {
  const client = await gateway.client(await gateway.putFile('a.wopitest', Buffer.from('x')));
  await client.lock('one');
  await eventually(() => batches.length).toBe(1);
  await killed(gateway.adminProcess!);

  answer = () => 503;
  const [listen] = await freePorts(1);
  await Promise.all([
    gateway.spawn('admin'),
    gateway.spawn('admin', { ADMIN_LISTEN: `127.0.0.1:${listen}` }),
  ]);
  await hurry();
  await eventually(() => batches.length).toBe(2);
  // What was not answered, and what was refused, comes again from the same row on.
  expect(batches[1]![0]).toBe(batches[0]![0]);
  await eventually(
    async () => (await gateway.admin<{ checks: { name: string }[] }>('GET', '/doctor')).checks,
  ).toContainEqual(
    expect.objectContaining({ name: 'audit push', ok: false, seen: expect.stringContaining('503') }),
  );

  answer = () => 204;
  await client.unlock('one');
  await hurry();
  await eventually(async () => {
    const taken = new Set(batches.slice(2).flat());
    return (await logged()).filter((id) => !taken.has(id));
  }).toEqual([]);
  expect(await logged()).toEqual([...new Set(batches.flat())].sort());
  expect(mostUnderWay).toBe(1);
  const metrics = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  expect(metrics).toContain('wopi_audit_push_lag_seconds');
});
