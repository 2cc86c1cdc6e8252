import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import type { WopiClient } from '../../support/wopi-client.js';
import { type LoadResult, runLoad, warmUp } from '../load.js';
import { OtherLoad } from '../other-load.js';
import { BenchTenant } from './bench-tenant.js';
import { median } from './median.js';
import { Nginx } from './nginx.js';
import { cpuSeconds, memoryMib } from './process-figures.js';
import { requestBytes } from './request-bytes.js';
import { startChild } from './start-child.js';
import { Table } from './table.js';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const ROUNDS = 5;
const WARM_UP_CONNECTIONS = 16;
const STREAMS = 64;
const MIB = 1024 * 1024;

interface Subject {
  readonly name: string;
  readonly url: URL;
  /** What is measured; undefined for the instance itself. */
  readonly pid: number | undefined;
}

interface Operation {
  readonly name: string;
  readonly connections: readonly number[];
  /** Bytes of its body. */
  readonly size: number;
  readonly request: (client: WopiClient) => Buffer;
}

interface Figures extends LoadResult {
  /** Seconds of processor time for one request. */
  readonly cpu: number;
}

const get = (size: number) => (client: WopiClient) =>
  requestBytes(client, { suffix: '/contents', query: `&size=${size}` });
const put = (size: number) => (client: WopiClient) =>
  requestBytes(client, {
    method: 'POST',
    suffix: '/contents',
    headers: { 'X-WOPI-Override': 'PUT', 'X-WOPI-Lock': 'L' },
    body: randomBytes(size),
  });

const OPERATIONS: readonly Operation[] = [
  { name: 'CheckFileInfo', connections: [1, 16, 64], size: 0, request: (client) => requestBytes(client) },
  { name: 'GetFile 1 MiB', connections: [1, 16, 64], size: MIB, request: get(MIB) },
  { name: 'PutFile 1 MiB', connections: [1, 16, 64], size: MIB, request: put(MIB) },
  { name: 'GetFile 100 MiB', connections: [1, 4], size: 100 * MIB, request: get(100 * MIB) },
  { name: 'PutFile 100 MiB', connections: [1, 4], size: 100 * MIB, request: put(100 * MIB) },
];

/**
 * The proxy beside nginx with a plain proxy_pass, both in front of the same instance, in turn and in one run; and the instance itself,
 * for what each of them adds. Then the proxy without its proof checks, and without its audit rows.
 */
export async function measureProxySpeed(gateway: Gateway): Promise<void> {
  const upstream = await startChild('upstream-server');
  const nginx = await Nginx.start(upstream.url);
  if (!nginx) process.stdout.write('nginx is not installed: the proxy is measured alone\n');
  const others = await startVariants(gateway);
  try {
    const tenant = await BenchTenant.add(gateway, 'bench', upstream.url);
    const proxy = subjectOf('proxy', new URL(gateway.proxyUrl), gateway.proxyProcess!);
    const subjects = [
      { name: 'instance', url: upstream.url, pid: undefined },
      ...(nginx ? [subjectOf('nginx', nginx.url, nginx.process)] : []),
      proxy,
    ];
    const otherLoad = new OtherLoad();
    await compare(OPERATIONS, subjects, tenant);
    const alone = await compare(OPERATIONS.slice(0, 1), [proxy, ...others], tenant);
    for (const { name } of others) {
      const saved = alone.map((figures) => figures.get('proxy')!.cpu - figures.get(name)!.cpu);
      process.stdout.write(`${name}: ${micros(median(saved))} µs less for each CheckFileInfo\n`);
    }
    await measureStreams(gateway, tenant);
    process.stdout.write(`${otherLoad}\n`);
  } finally {
    for (const { pid } of others) process.kill(pid!);
    await nginx?.stop();
    upstream.process.disconnect();
  }
}

/** The memory of a proxy that does nothing else, at its highest. */
async function measureStreams(gateway: Gateway, tenant: BenchTenant): Promise<void> {
  for (const operation of OPERATIONS.filter(({ size }) => size === 100 * MIB)) {
    const [port] = await freePorts(1);
    const env = { PROXY_LISTEN: `127.0.0.1:${port}`, PROXY_PUBLIC_URL: gateway.proxyUrl };
    const proxy = subjectOf(
      'streams',
      new URL(`http://${env.PROXY_LISTEN}`),
      await gateway.spawn('proxy', env),
    );
    const { perSecond } = await load(proxy, operation, STREAMS, tenant, 0);
    process.stdout.write(
      `${operation.name}, ${STREAMS} at once: ${(perSecond * 100).toFixed(0)} MiB/s, peak memory of the proxy ${memoryMib(proxy.pid!).peak} MiB\n`,
    );
    process.kill(proxy.pid!);
  }
}

const micros = (seconds: number) => (seconds * 1e6).toFixed(0);

const subjectOf = (name: string, url: URL, { pid }: ChildProcess): Subject => ({ name, url, pid });

/** Their proofs are made for the address of the proxy that is measured. */
async function startVariants(gateway: Gateway): Promise<Subject[]> {
  const [port] = await freePorts(1);
  const env = { PROXY_LISTEN: `127.0.0.1:${port}`, PROXY_PUBLIC_URL: gateway.proxyUrl };
  const open = await gateway.spawn('proxy', { ...env, WOPI_PROOF: 'off' });
  const silent = await startChild(
    'bench-proxy',
    gateway.environment({ ...env, PROXY_LISTEN: '127.0.0.1:0' }),
  );
  return [
    subjectOf('no proof', new URL(`http://${env.PROXY_LISTEN}`), open),
    subjectOf('no audit', silent.url, silent.process),
  ];
}

/** Prints the median of all rounds, and answers it by the name of the subject for each row. */
async function compare(
  operations: readonly Operation[],
  subjects: readonly Subject[],
  tenant: BenchTenant,
): Promise<ReadonlyMap<string, Figures>[]> {
  const [small] = operations;
  for (const { url } of subjects) {
    const requests = (n: number) => [small!.request(tenant.client(`file-${n}`))];
    await warmUp({ host: url.hostname, port: Number(url.port), connections: WARM_UP_CONNECTIONS, requests });
  }
  const table = new Table(['operation', 'at once', 'server', 'req/s', 'MiB/s', 'p50 ms', 'added', 'p99 ms', 'CPU µs', 'per core', 'MiB/s ratio']); // prettier-ignore
  const rows: ReadonlyMap<string, Figures>[] = [];
  for (const operation of operations) {
    for (const connections of operation.connections) {
      const rounds = subjects.map((): Figures[] => []);
      for (let round = 0; round < ROUNDS; round++)
        for (const [n, subject] of subjects.entries())
          rounds[n]!.push(await load(subject, operation, connections, tenant));
      const middle = new Map(subjects.map(({ name }, n) => [name, medianOf(rounds[n]!)]));
      rows.push(middle);
      const base = middle.get('nginx') ?? middle.get(subjects[0]!.name)!;
      const direct = middle.get('instance');
      for (const { name, pid } of subjects) {
        const { perSecond, p50, p99, cpu } = middle.get(name)!;
        const mib = (perSecond * operation.size) / MIB;
        table.row([
          operation.name,
          String(connections),
          name,
          perSecond.toFixed(0),
          operation.size > 0 ? mib.toFixed(0) : '',
          p50.toFixed(2),
          pid === undefined || !direct ? '' : (p50 - direct.p50).toFixed(2),
          p99.toFixed(2),
          pid === undefined ? '' : micros(cpu),
          pid === undefined ? '' : (base.cpu / cpu).toFixed(2),
          operation.size > 0 ? (perSecond / base.perSecond).toFixed(2) : '',
        ]);
      }
    }
  }
  return rows;
}

async function load(
  { url, pid }: Subject,
  operation: Operation,
  connections: number,
  tenant: BenchTenant,
  seconds = SECONDS,
): Promise<Figures> {
  // Large bodies are sent from one buffer by all connections.
  const shared = operation.size > 0 ? [operation.request(tenant.client('large'))] : undefined;
  const requests = (n: number) => shared ?? [operation.request(tenant.client(`file-${n}`))];
  const before = pid === undefined ? 0 : cpuSeconds(pid);
  const result = await runLoad({ host: url.hostname, port: Number(url.port), connections, seconds, requests }); // prettier-ignore
  const used = pid === undefined ? 0 : cpuSeconds(pid) - before;
  return { ...result, cpu: used / result.requests };
}

function medianOf(rounds: readonly Figures[]): Figures {
  const of = (figure: (figures: Figures) => number) => median(rounds.map(figure));
  return {
    requests: of(({ requests }) => requests),
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    cpu: of(({ cpu }) => cpu),
  };
}
