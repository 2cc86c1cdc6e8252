import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Db } from '#database';
import { type ComparedReport, OnboardingModule, Verification, type VerificationBusy } from '#onboarding';
import { OutgoingModule } from '#outgoing';
import { Entitlements, type InstanceSettings, TenantsModule, TenantsService } from '#tenants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { type Certificate, makeCertificate } from '../outgoing/certificates.js';
import { closeAll, listening } from '../outgoing/servers.js';

const NAME = 'cloud.customer.example';
const BODY_BYTES = 2 * 1024 * 1024;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DISCOVERY = `<?xml version="1.0"?><wopi-discovery><net-zone name="external-https"><app name="Word"/></net-zone></wopi-discovery>`;
const authority = makeCertificate({ name: 'Customer authority', authority: true });
const certificate = (wish: object = {}) => makeCertificate({ name: NAME, issuer: authority, ...wish });
const good = certificate();

/** How an ownCloud 10 differs from a good one. */
interface Faults {
  readonly certificate?: Certificate;
  readonly status?: object;
  readonly poweredBy?: string;
  readonly wopi?: (request: IncomingMessage, response: ServerResponse) => void;
  readonly put?: (request: IncomingMessage, response: ServerResponse) => void;
  readonly date?: string;
  readonly settings?: Partial<InstanceSettings>;
  readonly discovery?: string;
  readonly without?: 'key' | 'entitlement' | 'service';
}

let database: DatabaseClone;
let module: TestingModule;
let tenants: TenantsService;
let discovery: string;

const refuse = (request: IncomingMessage, response: ServerResponse) => {
  request.resume().on('end', () => response.writeHead(401).end());
};

function ownCloud(faults: Faults): RequestListener {
  const status = { installed: true, maintenance: false, version: '10.15.0.1', edition: 'Enterprise' };
  return (request, response) => {
    if (faults.date) response.setHeader('Date', faults.date);
    if (faults.poweredBy !== '') response.setHeader('X-Powered-By', faults.poweredBy ?? 'PHP/7.4.33');
    if (request.url === '/status.php') response.end(JSON.stringify({ ...status, ...faults.status }));
    else if (request.method === 'POST') (faults.put ?? refuse)(request, response);
    else (faults.wopi ?? refuse)(request, response);
  };
}

async function registered(faults: Faults) {
  const { cert, key } = faults.certificate ?? good;
  const server = createServer({ cert, key }, ownCloud(faults));
  server.on('tlsClientError', () => undefined);
  const { port } = await listening(server);
  const { tenantId } = await tenants.addTenant({ name: `t ${randomUUID()} x`, plan: 'business' });
  const { instanceId } = await tenants.addInstance(tenantId, {
    filesUrl: `https://${NAME}:${port}/index.php/apps/wopi/files/`,
    privateNetwork: true,
    pinnedCa: authority.cert,
    product: 'owncloud10',
    ...faults.settings,
  });
  if (faults.without !== 'key') await tenants.addKey(tenantId);
  if (faults.without !== 'entitlement') {
    const statement = { mediaType: 'text/plain', content: Buffer.from('Business'), validUntil: null };
    await module.get(Entitlements).add(tenantId, statement);
  }
  if (faults.without === 'service') await tenants.setState(tenantId, 'suspended');
  return { tenantId, instanceId };
}

async function verified(faults: Faults): Promise<ComparedReport> {
  discovery = faults.discovery ?? DISCOVERY;
  const { tenantId, instanceId } = await registered(faults);
  return module.get(Verification).verify(tenantId, instanceId);
}

const outcomesOf = ({ findings }: ComparedReport) =>
  Object.fromEntries(findings.map(({ check, outcome }) => [check, outcome]));

beforeAll(async () => {
  database = await cloneDatabase();
  const proxy = createPlainServer(({ url }, response) => {
    const known = /^\/instances\/[0-9a-f-]{36}\/hosting\/discovery$/.test(url!);
    response.writeHead(known ? 200 : 404).end(discovery);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  proxy.unref();
  const { port } = proxy.address() as { port: number };
  module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: database.url, applicationName: 'test', poolSize: 4 }),
      OutgoingModule.forRoot({
        userAgent: 'test',
        resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      }),
      TenantsModule.forRoot({ encryptionKey: randomBytes(32).toString('base64') }),
      OnboardingModule.forRoot({
        proxyUrl: `http://127.0.0.1:${port}`,
        bodyBytes: BODY_BYTES,
        pauseSeconds: 0,
      }),
    ],
  }).compile();
  module.useLogger(false);
  await module.init();
  tenants = module.get(TenantsService);
});
// Not after each: a port that is free again would be an address that is registered already.
afterAll(closeAll);
afterAll(async () => {
  await module?.close();
  await database?.drop();
});

describe('verify', () => {
  it('finds nothing to change at a good instance, and says what it looked at', async () => {
    const report = await verified({});
    expect(outcomesOf(report)).toEqual({
      certificate: 'passed',
      endpoint: 'passed',
      clock: 'passed',
      edition: 'passed',
      version: 'passed',
      maintenance: 'passed',
      php: 'passed',
      'body-limit': 'passed',
      discovery: 'passed',
      'url-length': 'passed',
      key: 'passed',
      entitlement: 'passed',
      subscription: 'passed',
    });
    expect(report).toMatchObject({ passed: true, before: null, changes: [] });
    for (const { tried, seen } of report.findings) expect(tried && seen).toBeTruthy();
  });

  const html = (_: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<html>Log in</html>');
  };
  const saying =
    (status: number, headers = {}) =>
    (request: IncomingMessage, response: ServerResponse) =>
      void request.resume().on('end', () => response.writeHead(status, headers).end());
  const soon = new Date(Date.now() + 10 * DAY_MS);

  it.each<[string, Faults, string, string, RegExp]>([
    [
      'an expired certificate',
      { certificate: certificate({ expired: true }) },
      'certificate',
      'failed',
      /expired/,
    ],
    [
      'a certificate that ends soon',
      { certificate: certificate({ until: soon }) },
      'certificate',
      'warning',
      /: 9 days/,
    ],
    [
      'a self-signed certificate',
      { certificate: makeCertificate({ name: NAME }) },
      'certificate',
      'failed',
      /self-signed/,
    ],
    [
      'a certificate for another name',
      { certificate: makeCertificate({ name: 'x.example', issuer: authority }) },
      'certificate',
      'failed',
      /another name/,
    ],
    [
      'another authority than the pinned one',
      { settings: { pinnedCa: makeCertificate({ name: 'Other', authority: true }).cert } },
      'certificate',
      'failed',
      /certificate/,
    ],
    ['a login page', { wopi: html }, 'endpoint', 'failed', /page for browsers/],
    [
      'a redirect',
      { wopi: saying(302, { Location: 'https://x.example/' }) },
      'endpoint',
      'failed',
      /leads elsewhere/,
    ],
    [
      'a refusal for browsers',
      { wopi: saying(401, { 'Content-Type': 'text/html' }) },
      'endpoint',
      'failed',
      /page for browsers/,
    ],
    [
      'a refusal that takes its time',
      { wopi: (request, response) => void setTimeout(() => refuse(request, response), 3_200) },
      'endpoint',
      'warning',
      /status 401 after \d{4} ms/,
    ],
    ['a refusal by 404', { wopi: saying(404) }, 'endpoint', 'passed', /^status 404 after \d+ ms$/],
    ['an answer to a made-up token', { wopi: saying(200) }, 'endpoint', 'failed', /not 401 or 404/],
    ['an error', { wopi: saying(500) }, 'endpoint', 'failed', /not 401 or 404/],
    [
      'a broken connection',
      { wopi: (request) => void request.socket.destroy() },
      'endpoint',
      'failed',
      /broke/,
    ],
    [
      'a clock that is far behind',
      { date: new Date(Date.now() - 10 * MINUTE_MS).toUTCString() },
      'clock',
      'failed',
      /\d+ seconds behind/,
    ],
    [
      'a clock that is ahead',
      { date: new Date(Date.now() + 2 * MINUTE_MS).toUTCString() },
      'clock',
      'warning',
      /ahead/,
    ],
    ['the Community edition', { status: { edition: 'Community' } }, 'edition', 'failed', /Community/],
    ['an old ownCloud', { status: { version: '10.0.10.4' } }, 'version', 'failed', /10\.0\.10\.4/],
    ['maintenance', { status: { maintenance: true } }, 'maintenance', 'failed', /maintenance/],
    ['an old PHP', { poweredBy: 'PHP/5.6.40' }, 'php', 'failed', /5\.6\.40/],
    ['a PHP that tells nothing', { poweredBy: '' }, 'php', 'skipped', /no header/],
    ['no status.php', { status: { version: 1 } }, 'platform', 'warning', /not what ownCloud says/],
    [
      'a limit for bodies',
      { put: (_, response) => void response.writeHead(413, { Connection: 'close' }).end() },
      'body-limit',
      'failed',
      /413/,
    ],
    [
      'a limit that breaks off',
      { put: (request) => void request.socket.destroy() },
      'body-limit',
      'warning',
      /broke/,
    ],
    ['no discovery', { discovery: '<html/>' }, 'discovery', 'failed', /not a WOPI discovery/],
    [
      'a discovery that the tenant’s policy leaves nothing of',
      { discovery: '<wopi-discovery/>' },
      'discovery',
      'failed',
      /without an app/,
    ],
    ['no key', { without: 'key' }, 'key', 'failed', /none/],
    ['no entitlement', { without: 'entitlement' }, 'entitlement', 'failed', /none/],
    ['a suspension', { without: 'service' }, 'subscription', 'failed', /suspended/],
    [
      'oCIS that was not registered as one',
      {
        settings: { product: null },
        status: { productname: 'Infinite Scale', edition: 'Community', version: '10.11.0.0' },
      },
      'platform',
      'skipped',
      /Infinite Scale has no such/,
    ],
    ['ownCloud 10 that was not', { settings: { product: null } }, 'edition', 'passed', /Enterprise/],
    ['oCIS, which has other requirements', { settings: { product: 'ocis' } }, 'platform', 'skipped', /ocis/],
  ])('%s', async (_, faults, check, outcome, seen) => {
    const report = await verified(faults);
    const finding = report.findings.find((one) => one.check === check);
    expect(finding).toMatchObject({ outcome, seen: expect.stringMatching(seen) as string });
    expect(finding!.change !== undefined).toBe(outcome === 'failed' || outcome === 'warning');
    const failed = report.findings.some((one) => one.outcome === 'failed');
    expect([report.passed, outcome === 'failed' && !failed]).toEqual([!failed, false]);
  });

  it('tells of a files URL that makes file ids too long', async () => {
    const report = await verified({
      settings: {
        filesUrl: `https://${NAME}/${'a/'.repeat(230)}wopi/files/`,
        dialect: { headerOrder: 'typ,alg', escapedSlashes: true },
        product: 'other',
      },
    });
    expect(report.findings.find(({ check }) => check === 'url-length')).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/more than 1024/) as string,
    });
  });

  it('looks into no private network that nobody vouched for', async () => {
    const report = await verified({ settings: { privateNetwork: false } });
    expect(report.findings.find(({ check }) => check === 'endpoint')).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/must not be reached/) as string,
    });
  });

  it('sends a large body to nobody who does not answer as WOPI does', async () => {
    let bodies = 0;
    const put: Faults['put'] = (request, response) => {
      bodies++;
      refuse(request, response);
    };
    for (const wopi of [html, saying(200), saying(302)]) {
      const report = await verified({ wopi, put });
      expect(outcomesOf(report)).toMatchObject({ endpoint: 'failed', 'body-limit': 'skipped' });
    }
    expect(bodies).toBe(0);
    await verified({ put });
    expect(bodies).toBe(1);
  });

  it('looks at an instance for one caller at a time, and only after a pause for the next', async () => {
    let bodies = 0;
    const refused: VerificationBusy[] = [];
    let allRefused = () => undefined as void;
    const others = new Promise<void>((resolve) => (allRefused = resolve));
    const put: Faults['put'] = (request, response) => {
      bodies++;
      void others.then(() => refuse(request, response));
    };
    discovery = DISCOVERY;
    const { tenantId, instanceId } = await registered({ put });
    const replica = module.get(Verification);
    const look = () =>
      replica.verify(tenantId, instanceId).catch((error: unknown) => {
        if (refused.push(error as VerificationBusy) === 7) allRefused();
      });
    await Promise.all(Array.from({ length: 8 }, look));
    expect([refused.length, bodies]).toEqual([7, 1]);
    for (const { name, retryAfterSeconds } of refused) {
      expect(name).toBe('VerificationBusy');
      expect(retryAfterSeconds).toBeGreaterThan(0);
    }
    await module.get(Db).query(`update verification_turns set next_at = now() + interval '10 seconds'`);
    await expect(replica.verify(tenantId, instanceId)).rejects.toMatchObject({ retryAfterSeconds: 10 });
    await module.get(Db).query(`update verification_turns set next_at = now()`);
    expect((await replica.verify(tenantId, instanceId)).passed).toBe(true);
  });

  it('keeps reports, and tells what has changed since the last one', async () => {
    let edition = 'Community';
    const faults = {
      get status() {
        return { edition };
      },
    };
    discovery = DISCOVERY;
    const { tenantId, instanceId } = await registered(faults);
    const verification = module.get(Verification);
    const first = await verification.verify(tenantId, instanceId);
    edition = 'Enterprise';
    const second = await verification.verify(tenantId, instanceId);
    expect(second.before?.reportId).toBe(first.reportId);
    expect(second.changes).toEqual([{ check: 'edition', from: 'failed', to: 'passed' }]);
    const kept = await verification.list(tenantId, instanceId);
    expect(kept.map(({ reportId, passed }) => [reportId, passed])).toEqual([
      [second.reportId, true],
      [first.reportId, false],
    ]);
  });
});
