import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import type { WopiClient } from '../../support/wopi-client.js';
import { type LoadResult, runLoad } from '../load.js';
import { BenchTenant } from './bench-tenant.js';
import { Nginx } from './nginx.js';
import { cpuSeconds, memoryMib } from './process-figures.js';
import { requestBytes } from './request-bytes.js';
import { startChild } from './start-child.js';
import { Table } from './table.js';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const ROUNDS = 3;
/** Until Node has compiled what is used most. */
const WARM_UP_SECONDS = 8;
const WARM_UP_CONNECTIONS = 16;
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
  { name: 'GetFile 1 MiB', connections: [1, 16], size: MIB, request: get(MIB) },
  { name: 'PutFile 1 MiB', connections: [1, 16], size: MIB, request: put(MIB) },
  { name: 'GetFile 100 MiB', connections: [4], size: 100 * MIB, request: get(100 * MIB) },
  { name: 'PutFile 100 MiB', connections: [4], size: 100 * MIB, request: put(100 * MIB) },
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
    await compare(OPERATIONS, subjects, tenant);
    await compare(OPERATIONS.slice(0, 1), [proxy, ...others], tenant);
    process.stdout.write(`peak memory of the proxy: ${memoryMib(proxy.pid!).peak} MiB\n`);
  } finally {
    for (const { pid } of others) process.kill(pid!);
    await nginx?.stop();
    upstream.process.disconnect();
  }
}

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

async function compare(
  operations: readonly Operation[],
  subjects: readonly Subject[],
  tenant: BenchTenant,
): Promise<void> {
  for (const subject of subjects)
    await load(subject, operations[0]!, WARM_UP_CONNECTIONS, tenant, WARM_UP_SECONDS);
  const table = new Table(['operation', 'at once', 'server', 'req/s', 'MiB/s', 'p50 ms', 'p99 ms', 'CPU µs', 'per core', 'MiB/s ratio']); // prettier-ignore
  for (const operation of operations) {
    for (const connections of operation.connections) {
      const best = new Map<Subject, Figures>();
      for (let round = 0; round < ROUNDS; round++)
        for (const subject of subjects)
          keepBest(best, subject, await load(subject, operation, connections, tenant));
      const base = best.get(subjects.find(({ name }) => name === 'nginx') ?? subjects[0]!)!;
      for (const [{ name, pid }, figures] of best) {
        const { perSecond, p50, p99, cpu } = figures;
        const mib = (perSecond * operation.size) / MIB;
        table.row([
          operation.name,
          String(connections),
          name,
          perSecond.toFixed(0),
          operation.size > 0 ? mib.toFixed(0) : '',
          p50.toFixed(2),
          p99.toFixed(2),
          pid === undefined ? '' : (cpu * 1e6).toFixed(0),
          pid === undefined ? '' : (base.cpu / cpu).toFixed(2),
          operation.size > 0 ? (perSecond / base.perSecond).toFixed(2) : '',
        ]);
      }
    }
  }
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

function keepBest(best: Map<Subject, Figures>, subject: Subject, figures: Figures): void {
  const known = best.get(subject);
  if (!known || known.perSecond < figures.perSecond) best.set(subject, figures);
}
