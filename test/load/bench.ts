import { fork } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { Gateway } from '../support/gateway.js';
import { cloneTemplate, startTestServer } from '../support/postgres.js';
import type { WopiClient } from '../support/wopi-client.js';
import { measureAudit } from './audit/measure-audit.js';
import { measureAuditCost } from './audit/measure-cost.js';
import { type BareServer, measureChildren } from './children.js';
import { measureChunks } from './chunks.js';
import { measureMemory } from './memory.js';
import { type Load, type LoadResult, runLoad, warmUp } from './load.js';
import { measureNeighbours } from './proxy/measure-neighbours.js';
import { measureScale } from './proxy/measure-scale.js';
import { measureProxySpeed } from './proxy/measure-speed.js';
import { measureSoak } from './soak/measure-soak.js';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const CONCURRENCY = [1, 16, 64];
const WARM_UP_CONNECTIONS = 16;
const ROUNDS = 2;

type Requests = readonly Buffer[];

interface Subject {
  readonly name: string;
  readonly url: URL;
  /** The requests of one operation on the n-th file. */
  readonly requests: (operation: string, n: number) => Requests;
}

const OPERATIONS = [
  'CheckFileInfo',
  'CheckFileInfo Plus',
  'RefreshLock',
  'Lock+Unlock',
  'PutFile 10 KiB',
  'GetFile 10 KiB',
  'PutFile 1 MiB',
  'GetFile 1 MiB',
];

const bodies: Record<string, Buffer> = {
  '10 KiB': randomBytes(10 * 1024),
  '1 MiB': randomBytes(1024 * 1024),
};

interface File {
  readonly client: WopiClient;
  /** A session of a member of CSPP Plus, whose CheckFileInfo has the most properties. */
  readonly plus: WopiClient;
  readonly bareToken: string;
  readonly id: string;
}

const server = await startTestServer(process.env['DATABASE_URL']);
/** The limits of tenants are not what is measured. */
const UNLIMITED = {
  PROXY_REQUESTS_PER_SECOND: '1000000',
  PROXY_CONCURRENT_CALLS: '10000',
  PROXY_MIB_PER_SECOND: '100000',
};
const gateway = await Gateway.start(await cloneTemplate(server.adminUrl), {
  proxy: true,
  clients: { plus: 'microsoft365-plus' },
  env: UNLIMITED,
});
const bareSecret = randomBytes(32).toString('hex');
/** `npm run bench`, or parts of it by name: requests, children, chunks, memory, proxy, neighbours, scale, audit-cost, audit; and soak, by name alone. */
const wanted = (part: string) => process.argv.length < 3 || process.argv.includes(part);
try {
  if (wanted('requests')) await measureRequests();
  if (wanted('children')) await measureChildren(gateway, await startBare(), SECONDS);
  if (wanted('chunks')) await measureChunks(gateway);
  if (wanted('memory')) await measureMemory(gateway);
  if (wanted('proxy')) await measureProxySpeed(gateway);
  if (wanted('neighbours')) await measureNeighbours(gateway);
  if (wanted('scale')) await measureScale(gateway);
  if (wanted('audit-cost')) await measureAuditCost(gateway);
  if (wanted('audit')) await measureAudit(server.adminUrl);
  if (process.argv.includes('soak')) await measureSoak(gateway, SECONDS);
} finally {
  await gateway.stop();
  await server.stop();
}

async function measureRequests(): Promise<void> {
  const files = await Promise.all(Array.from({ length: 64 }, (_, n) => makeFile(n)));
  const bare = await startBare();
  await compare([hostSubject(files), bareSubject(files, bare.url)]);
}

async function makeFile(n: number): Promise<File> {
  const id = await gateway.putFile(`bench ${n}.wopitest`, randomBytes(16));
  const client = await gateway.client(id, { direct: true });
  const plus = await gateway.client(id, { direct: true, client: 'plus' });
  const claims = jwt.decode(client.accessToken) as Record<string, unknown>;
  return { id, client, plus, bareToken: jwt.sign(claims, createSecretKey(Buffer.from(bareSecret))) };
}

function startBare(): Promise<BareServer> {
  const env = { ...process.env, DATABASE_URL: gateway.database.url, BARE_SECRET: bareSecret };
  const child = fork(new URL('./bare-server.js', import.meta.url), { env });
  return new Promise((resolve) =>
    child.once('message', (message) => {
      // It ends with this process, which must not wait for it.
      child.unref();
      child.channel?.unref();
      resolve({ url: new URL((message as { url: string }).url), pid: child.pid! });
    }),
  );
}

/** Headers and body of what each operation sends: the same for both servers. */
function parts(operation: string): { suffix: '' | '/contents'; override?: string; body?: Buffer }[] {
  const [name, ...size] = operation.split(' ');
  if (name === 'CheckFileInfo') return [{ suffix: '' }];
  if (name === 'RefreshLock') return [{ suffix: '', override: 'REFRESH_LOCK' }];
  if (name === 'Lock+Unlock')
    return [
      { suffix: '', override: 'UNLOCK' },
      { suffix: '', override: 'LOCK' },
    ];
  if (name === 'GetFile') return [{ suffix: '/contents' }];
  return [{ suffix: '/contents', override: 'PUT', body: bodies[size.join(' ')]! }];
}

function hostSubject(files: File[]): Subject {
  const requests = (operation: string, n: number) =>
    parts(operation).map(({ suffix, override, body }) => {
      const lock: Record<string, string> = override
        ? { 'X-WOPI-Override': override, 'X-WOPI-Lock': `lock ${n}` }
        : {};
      const { client, plus } = files[n]!;
      const prepared = (operation.endsWith(' Plus') ? plus : client).prepare({
        method: override ? 'POST' : 'GET',
        suffix,
        headers: lock,
        body,
      });
      return bytes(prepared.method, prepared.path, prepared.headers, body);
    });
  return { name: 'host', url: new URL(gateway.hostUrls[0]!), requests };
}

function bareSubject(files: File[], url: URL): Subject {
  const requests = (operation: string, n: number) =>
    parts(operation).map(({ suffix, override, body }) => {
      const headers = {
        'Content-Length': String(body?.length ?? 0),
        ...(override ? { 'X-WOPI-Override': override, 'X-WOPI-Lock': `lock ${n}` } : {}),
      };
      const path = `/wopi/files/${files[n]!.id}${suffix}?access_token=${files[n]!.bareToken}`;
      return bytes(override ? 'POST' : 'GET', path, headers, body);
    });
  return { name: 'bare', url, requests };
}

function bytes(method: string, path: string, headers: Record<string, string>, body?: Buffer): Buffer {
  const lines = Object.entries({ Host: 'bench', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    body ?? Buffer.alloc(0),
  ]);
}

/** Warms the servers up and interleaves them, so that both meet the same machine; the best of two rounds counts for each. */
async function compare(subjects: Subject[]): Promise<void> {
  for (const subject of subjects) {
    await lockAll(subject);
    await warmUp(loadOf(subject, 'CheckFileInfo', WARM_UP_CONNECTIONS));
  }
  print(['operation', 'at once', 'server', 'req/s', 'p50 ms', 'p99 ms', 'ratio']);
  for (const operation of OPERATIONS) {
    for (const connections of CONCURRENCY) {
      const best = new Map<string, LoadResult>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const subject of subjects)
          keepBest(best, subject.name, await load(subject, operation, connections));
      }
      const base = best.get('bare')!.perSecond;
      for (const [name, { perSecond, p50, p99 }] of best) {
        const figures = [perSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), (perSecond / base).toFixed(2)];
        print([operation, String(connections), name, ...figures]);
      }
    }
  }
}

/** The operations expect locked files; Lock+Unlock, which begins with Unlock, leaves them locked. */
async function lockAll({ url, requests }: Subject): Promise<void> {
  const lock = (n: number) => [requests('Lock+Unlock', n)[1]!];
  await runLoad({ host: url.hostname, port: Number(url.port), connections: 64, seconds: 0, requests: lock });
}

function load(subject: Subject, operation: string, connections: number): Promise<LoadResult> {
  return runLoad({ ...loadOf(subject, operation, connections), seconds: SECONDS });
}

function loadOf(subject: Subject, operation: string, connections: number): Omit<Load, 'seconds'> {
  const { hostname: host, port } = subject.url;
  const requests = (n: number) => subject.requests(operation, n);
  return { host, port: Number(port), connections, requests };
}

function keepBest(best: Map<string, LoadResult>, name: string, result: LoadResult): void {
  if (!best.has(name) || best.get(name)!.perSecond < result.perSecond) best.set(name, result);
}

function print(cells: string[]): void {
  const widths = [18, 8, 7, 8, 8, 8, 6];
  process.stdout.write(
    `${cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join(' ')}\n`,
  );
}
