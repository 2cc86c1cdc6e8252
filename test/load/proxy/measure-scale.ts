import type { ChildProcess } from 'node:child_process';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import { type LoadResult, runLoad } from '../load.js';
import { BenchTenant } from './bench-tenant.js';
import { addKeys, addTenants, revokeKey } from './many-tenants.js';
import { cpuSeconds, memoryMib } from './process-figures.js';
import { requestBytes } from './request-bytes.js';
import { startChild } from './start-child.js';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const TENANTS = 1_000;
const INSTANCES_OF_EACH = 10;
const CONNECTIONS = 16;
const FILES_OF_EACH_CONNECTION = 64;
const ROUNDS = 3;

/** The proxy with one tenant, and with 1,000 tenants and 10,000 instances: start, memory, time to answer, and time to follow keys. */
export async function measureScale(gateway: Gateway): Promise<void> {
  const upstream = await startChild('upstream-server');
  try {
    const one = await BenchTenant.add(gateway, 'alone', upstream.url);
    const few = await startProxy(gateway);
    report('with one tenant', few, await bestLoad(few, () => one));
    const { added, ids } = await addTenants(gateway, upstream.url, { tenants: TENANTS, instancesOfEach: INSTANCES_OF_EACH }); // prettier-ignore
    const many = await startProxy(gateway);
    const spread = (n: number) => added[(n * 7919) % added.length]!;
    report(`with ${TENANTS} tenants, ${added.length} instances`, many, await bestLoad(many, spread));
    await followKeys(gateway, many.url, ids[0]!, added[0]!);
  } finally {
    upstream.process.disconnect();
  }
}

interface StartedProxy {
  readonly process: ChildProcess;
  readonly url: URL;
  readonly startedMs: number;
  readonly startMib: number;
}

async function startProxy(gateway: Gateway): Promise<StartedProxy> {
  const [port] = await freePorts(1);
  const listen = `127.0.0.1:${port}`;
  const started = performance.now();
  const process = await gateway.spawn('proxy', { PROXY_LISTEN: listen, PROXY_PUBLIC_URL: gateway.proxyUrl });
  const startedMs = performance.now() - started;
  return { process, url: new URL(`http://${listen}`), startedMs, startMib: memoryMib(process.pid!).now };
}

/** With the proxy's own processor time for a request: the rest of the machine has more to do for many tenants, too. */
interface ScaleResult extends LoadResult {
  readonly cpuMicros: number;
}

function report(what: string, proxy: StartedProxy, { perSecond, p50, p99, cpuMicros }: ScaleResult): void {
  const { startedMs, startMib } = proxy;
  const { peak } = memoryMib(proxy.process.pid!);
  process.stdout.write(
    `${what}: listens after ${startedMs.toFixed(0)} ms with ${startMib} MiB; CheckFileInfo at ${CONNECTIONS} connections ` +
      `${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${cpuMicros.toFixed(0)} µs CPU each; ` +
      `peak ${peak} MiB\n`,
  );
}

/** Each connection asks for many files in turn, so that what is remembered of one id does not answer for the next. */
async function bestLoad(
  { url, process: { pid } }: StartedProxy,
  tenantOf: (n: number) => BenchTenant,
): Promise<ScaleResult> {
  const prepared = Array.from({ length: CONNECTIONS }, (_, lane) =>
    Array.from({ length: FILES_OF_EACH_CONNECTION }, (_, n) => {
      const number = lane * FILES_OF_EACH_CONNECTION + n;
      return requestBytes(tenantOf(number).client(`file-${number}`));
    }),
  );
  const rounds: ScaleResult[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuSeconds(pid!);
    const result = await runLoad({ host: url.hostname, port: Number(url.port), connections: CONNECTIONS, seconds: SECONDS, requests: (n) => prepared[n]! }); // prettier-ignore
    rounds.push({ ...result, cpuMicros: ((cpuSeconds(pid!) - before) / result.requests) * 1e6 });
  }
  return rounds.reduce((best, next) => (next.p99 < best.p99 ? next : best));
}

/** How long after a key's row was committed the other replica goes by it. */
async function followKeys(
  gateway: Gateway,
  replica: URL,
  tenantId: string,
  instance: BenchTenant,
): Promise<void> {
  const [key] = await addKeys(gateway, [tenantId]);
  const signed = instance.signedWith(key!.secret);
  const added = await signed.untilAnswered(200, replica.origin);
  await revokeKey(gateway, key!);
  const revoked = await signed.untilAnswered(404, replica.origin);
  process.stdout.write(
    `a new key is good after ${added.toFixed(0)} ms, a revoked one refused after ${revoked.toFixed(0)} ms\n`,
  );
}
