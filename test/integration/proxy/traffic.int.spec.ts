import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:net';
import { AuditService } from '#audit';
import { Db } from '#database';
import { Outgoing, OutgoingError } from '#outgoing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePorts } from '../../support/processes.js';
import { type Answer, idFor, ProxyFixture, startUpstream, stopServer, type TestUpstream } from './fixture.js';

/** Ten seconds' worth at once: ten calls of a token, twenty of a file, a hundred of a tenant. */
const LIMITS = { PROXY_REQUESTS_PER_SECOND: '10', PROXY_CONCURRENT_CALLS: '90', PROXY_MAX_FILE_MIB: '1' };

const ESCALATION = [undefined, 'Minor', 'Medium', 'Major', 'Critical'];

type TestTenant = Awaited<ReturnType<ProxyFixture['addTenant']>>;

let fixture: ProxyFixture;
const opened: Server[] = [];
let tokens = 0;

beforeAll(async () => {
  fixture = await ProxyFixture.start(LIMITS);
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of opened.splice(0)) await stopServer(server as TestUpstream['server']);
});
afterAll(() => fixture?.close());

async function newTenant(): Promise<{ upstream: TestUpstream; tenant: TestTenant }> {
  const upstream = await startUpstream();
  upstream.answer = (_, response) => void response.end('{"BaseFileName":"a.docx"}');
  opened.push(upstream.server);
  return { upstream, tenant: await fixture.addTenant(upstream.filesUrl) };
}

const anyToken = () => `?access_token=token-${tokens++}`;
let files = 0;
/** A call with a token and a file of its own. */
const fresh = (tenant: TestTenant, options: Parameters<ProxyFixture['call']>[1] = {}) =>
  fixture.call(idFor(tenant, `file-${files++}`), { query: anyToken(), ...options });

const serverError = (answer: Answer) => answer.header('X-WOPI-ServerError');

async function callUntil(status: number, call: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  do answers.push(await call());
  while (answers.at(-1)!.status !== status && answers.length < 500);
  return answers;
}

describe('limits of requests', () => {
  it.each<[string, number, (tenant: TestTenant) => Promise<Answer>]>([
    ['one token', 10, (tenant) => fresh(tenant, { query: '?access_token=always-this' })],
    ['one file', 20, (tenant) => fixture.call(idFor(tenant), { query: anyToken() })],
    ['one tenant', 100, (tenant) => fresh(tenant)],
  ])(
    'of %s: the client is asked to slow down, more and more, before it is refused',
    async (_, burst, call) => {
      const { upstream, tenant } = await newTenant();
      const answers = await callUntil(429, () => call(tenant));
      const refused = answers.pop()!;
      expect(Number(refused.header('Retry-After'))).toBeGreaterThanOrEqual(1);
      expect(refused.body).toHaveLength(0);
      expect(answers.length).toBeGreaterThanOrEqual(burst);
      expect(upstream.received).toHaveLength(answers.length);
      const wishes = answers.map(
        ({ body }) => (JSON.parse(body.toString()) as Record<string, string>)['RequestedCallThrottling'],
      );
      // What flows back while a slow machine makes the calls may make up for a step.
      const seen = [...new Set(wishes)];
      expect(seen).toEqual(ESCALATION.filter((wish) => seen.includes(wish)));
      expect(seen[0]).toBeUndefined();
      expect(['Major', 'Critical']).toContain(wishes.at(-1));
      const other = await newTenant();
      expect((await fresh(other.tenant)).body.toString()).toBe('{"BaseFileName":"a.docx"}');
    },
  );

  it('leave no more than a few rows of a flood of refusals in the audit log, and their number', async () => {
    const { tenant } = await newTenant();
    const query = '?access_token=flood';
    await Promise.all(Array.from({ length: 300 }, () => fixture.call(idFor(tenant), { query })));
    await fixture.proxy.app.get(AuditService).flush();
    const count = async () =>
      Number(
        (
          await fixture.proxy.app
            .get(Db)
            .query<{ count: string }>(
              'select count(*) from audit_log where tenant_id = $1 and status = 429',
              [tenant.tenantId],
            )
        )[0]!.count,
      );
    const logged = await count();
    expect(logged).toBeGreaterThan(0);
    expect(logged).toBeLessThan(200);
  });

  it('of calls under way: the next is refused at once, another tenant is served all the while', async () => {
    const [slow, good] = [await newTenant(), await newTenant()];
    const held: ServerResponse[] = [];
    slow.upstream.raw = (_, response) => void held.push(response);
    const waiting = Array.from({ length: 90 }, () => fresh(slow.tenant));
    await fixture.eventually(() => held.length === 90);
    const refused = await fresh(slow.tenant);
    expect([refused.status, refused.header('Retry-After')]).toEqual([429, '2']);
    for (let i = 0; i < 50; i++) expect((await fresh(good.tenant)).status).toBe(200);
    expect(held).toHaveLength(90);
    for (const response of held) response.end('{}');
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(90).fill(200));
    slow.upstream.raw = undefined;
    expect((await fresh(slow.tenant)).status).toBe(200);
  });
});

describe('an instance that does not answer', () => {
  it('is left alone after five failures, and found again when it is back', async () => {
    const { upstream, tenant } = await newTenant();
    const { port } = upstream.server.address() as { port: number };
    await stopServer(upstream.server);
    const answers: Answer[] = [];
    for (let i = 0; i < 7; i++) answers.push(await fresh(tenant, { suffix: '/contents' }));
    expect(answers.map(({ status, body }) => [status, body.length])).toEqual(Array(7).fill([500, 0]));
    expect(answers.map(serverError)).toEqual([
      ...Array<string>(5).fill('upstream_connect'),
      ...Array<string>(2).fill('upstream_circuit_open'),
    ]);
    const { tenant: other } = await newTenant();
    expect((await fresh(other)).status).toBe(200);
    upstream.server.listen(port, '127.0.0.1');
    await fixture.eventually(async () => (await fresh(tenant, { suffix: '/contents' })).status === 200);
    expect((await fresh(tenant)).status).toBe(200);
  });

  it('is left alone too while a server in front of it says that it is away', async () => {
    const { upstream, tenant } = await newTenant();
    upstream.answer = (_, response) => void response.writeHead(503).end('<html>');
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) statuses.push((await fresh(tenant)).status);
    expect(statuses).toEqual([503, 503, 503, 503, 503, 500, 500]);
    expect(upstream.received).toHaveLength(5);
  });

  it('is left alone too when it breaks its answers off, and proofs are not even looked at meanwhile', async () => {
    const { upstream, tenant } = await newTenant();
    upstream.raw = (_, response) => {
      response.writeHead(200, { 'Content-Length': 100_000 }).write('half');
      setTimeout(() => response.destroy(), 10);
    };
    const file = () => fresh(tenant, { suffix: '/contents' });
    const unsigned = async () => serverError(await fresh(tenant, { proof: [] }));
    expect(await unsigned()).not.toBe('upstream_circuit_open');
    for (let i = 0; i < 5; i++) await expect(file()).rejects.toThrow(/aborted|ECONNRESET|hang up/);
    expect(await unsigned()).toBe('upstream_circuit_open');
    expect(serverError(await file())).toBe('upstream_circuit_open');
    upstream.raw = undefined;
    await fixture.eventually(async () => (await file()).status === 200);
  });

  it('is not blamed for clients that go away', async () => {
    const { upstream, tenant } = await newTenant();
    const arrived: IncomingMessage[] = [];
    upstream.raw = (request) => void arrived.push(request);
    for (let i = 0; i < 8; i++) {
      const target = `/wopi/files/${idFor(tenant, `gone-${i}`)}${anyToken()}`;
      const abort = new AbortController();
      const call = fetch(fixture.proxy.url + target, {
        headers: fixture.office.proofFor(target),
        signal: abort.signal,
      }).catch(() => 'gone');
      await fixture.eventually(() => arrived.length === i + 1);
      abort.abort();
      expect(await call).toBe('gone');
    }
    upstream.raw = undefined;
    expect((await fresh(tenant)).status).toBe(200);
  });

  it.each<[string, number, Parameters<ProxyFixture['call']>[1]]>([
    ['CheckFileInfo', 2, {}],
    ['GetLock', 2, { method: 'POST', headers: [['X-WOPI-Override', 'GET_LOCK']] }],
    ['GetFile', 1, { suffix: '/contents' }],
    ['Lock', 1, { method: 'POST', headers: [['X-WOPI-Override', 'LOCK'], ['X-WOPI-Lock', 'a']] }], // prettier-ignore
    ['PutFile', 1, { method: 'POST', suffix: '/contents', headers: [['X-WOPI-Override', 'PUT']], body: Buffer.from('x') }], // prettier-ignore
  ])('is asked for %s this often when no connection can be made: %d', async (_, times, options) => {
    const { tenant } = await newTenant();
    const relay = vi.spyOn(fixture.proxy.app.get(Outgoing), 'relay');
    const noConnection = new OutgoingError('connect', 'refused');
    relay.mockRejectedValueOnce(noConnection);
    const answer = await fresh(tenant, options);
    expect([answer.status, relay.mock.calls.length]).toEqual([times === 2 ? 200 : 500, times]);
    relay.mockReset();
    relay.mockRejectedValue(Object.assign(new OutgoingError('reset', 'broken'), { stage: 'waiting' }));
    expect((await fresh(tenant, options)).status).toBe(500);
    expect(relay.mock.calls).toHaveLength(1);
  });
});

describe('a loop of refusals', () => {
  it.each([401, 403, 409])('is damped: the instance is not asked any more, answer %d', async (status) => {
    // Its own proxy: a loop is longer than the limits of this file let it be.
    const open = await ProxyFixture.start();
    try {
      const { upstream, tenant } = await newTenantOf(open);
      upstream.answer = (_, response) => void response.writeHead(status, { 'X-WOPI-Lock': '' }).end();
      const lock = { method: 'POST', headers: [['X-WOPI-Override', 'LOCK'], ['X-WOPI-Lock', 'a']] } as const; // prettier-ignore
      const answers = await callUntil(429, () => open.call(idFor(tenant), lock));
      expect(answers.slice(0, -1).map((answer) => answer.status)).toEqual(Array(100).fill(status));
      expect(answers.at(-1)!.header('Retry-After')).toBe('5');
      expect(upstream.received).toHaveLength(100);
      const unlock = { method: 'POST', headers: [['X-WOPI-Override', 'UNLOCK'], ['X-WOPI-Lock', 'a']] } as const; // prettier-ignore
      expect((await open.call(idFor(tenant), unlock)).status).toBe(status);
      expect((await open.call(idFor(tenant, 'other'), lock)).status).toBe(status);
    } finally {
      await open.close();
    }
  });

  async function newTenantOf(proxy: ProxyFixture) {
    const upstream = await startUpstream();
    opened.push(upstream.server);
    return { upstream, tenant: await proxy.addTenant(upstream.filesUrl) };
  }
});

describe('a hostile instance', () => {
  /** Speaks bytes; answers a tenant whose files lie there. */
  async function speaking(answer: (write: (text: string) => boolean) => void): Promise<TestTenant> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => answer((text) => socket.write(text)));
    });
    opened.push(Object.assign(server, { closeAllConnections: () => undefined }));
    // Another one each time: a port that is given twice would be the same instance.
    const [port] = await freePorts(1);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return fixture.addTenant(`http://127.0.0.1:${port}/wopi/files/`);
  }
  const OK = 'HTTP/1.1 200 OK\r\n';

  it.each<[string, string, (write: (text: string) => boolean) => void]>([
    [
      'headers without end',
      'upstream_too_large',
      (write) => write(OK + `X-A: ${'a'.repeat(1000)}\r\n`.repeat(40)),
    ],
    [
      'interim answers without end',
      'upstream_bad_response',
      (write) => write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50)),
    ],
    [
      'a file of 10 GiB',
      'upstream_too_large',
      (write) => write(`${OK}Content-Length: ${10 * 2 ** 30}\r\n\r\n`),
    ],
    ['what is not HTTP', 'upstream_bad_response', (write) => write('<html>\r\n\r\n')],
    [
      'a page without an end',
      'upstream_bad_response',
      (write) => write(`${OK}Content-Type: text/html\r\n\r\n<html>`),
    ],
    [
      'two lengths',
      'upstream_reset',
      (write) => write(`${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`),
    ],
  ])('is answered for by an error without a body: %s', async (_, code, answer) => {
    const tenant = await speaking(answer);
    const got = await fresh(tenant, { suffix: '/contents' });
    expect([got.status, serverError(got), got.body.length]).toEqual([500, code, 0]);
  });

  it('that sends more than the tenant may have is cut off, so that nobody takes it for a file', async () => {
    const { upstream, tenant } = await newTenant();
    let sent = 0;
    upstream.answer = (_, response) => {
      const more = (): void => {
        while (!response.destroyed) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
        }
      };
      more();
    };
    await expect(fresh(tenant, { suffix: '/contents' })).rejects.toThrow(/aborted|ECONNRESET|hang up/);
    expect(sent).toBeLessThan(64 * 2 ** 20);
  });

  it('gets no body that is larger than the tenant may send', async () => {
    const { upstream, tenant } = await newTenant();
    const put = (bytes: number) =>
      fresh(tenant, {
        method: 'POST',
        suffix: '/contents',
        headers: [['X-WOPI-Override', 'PUT']],
        body: Buffer.alloc(bytes),
      });
    expect((await put(2 ** 20)).status).toBe(200);
    expect((await put(2 ** 20 + 1)).status).toBe(413);
    expect(upstream.received).toHaveLength(1);
  });
});
