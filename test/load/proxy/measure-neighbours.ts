import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import { type LoadResult, runLoad } from '../load.js';
import { BenchTenant } from './bench-tenant.js';
import type { HostileOrder } from './hostile-clients.js';
import { memoryMib } from './process-figures.js';
import { requestBytes } from './request-bytes.js';
import { startChild } from './start-child.js';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const ROUNDS = 3;
const WARM_UP_SECONDS = 4;
const GOOD_CONNECTIONS = 4;
const HOSTILE_CALLS = 64;

/** One tenant's calls alone, and while another tenant's instance hangs, drips, resets, floods with headers and answers 10 GB; in turn. */
export async function measureNeighbours(gateway: Gateway): Promise<void> {
  const good = await startChild('upstream-server');
  const bad = await startChild('hostile-instance');
  const clients = await startChild('hostile-clients');
  const [port] = await freePorts(1);
  // The limits as they come, save for how often the good tenant may call.
  const limits = { PROXY_REQUESTS_PER_SECOND: '20000', PROXY_CONCURRENT_CALLS: '256', PROXY_MIB_PER_SECOND: '100' }; // prettier-ignore
  const env = { PROXY_LISTEN: `127.0.0.1:${port}`, PROXY_PUBLIC_URL: gateway.proxyUrl, ...limits };
  const proxy = await gateway.spawn('proxy', env);
  try {
    const tenant = await BenchTenant.add(gateway, 'good-neighbour', good.url);
    const hostile = await BenchTenant.register(gateway, 'hostile-neighbour', bad.url);
    const requests = Array.from({ length: HOSTILE_CALLS }, (_, n) =>
      requestBytes(hostile.client(`file-${n}`), { suffix: '/contents' }).toString('latin1'),
    );
    await load(port!, tenant, WARM_UP_SECONDS);
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await load(port!, tenant);
      const [together, calls] = await beside(clients.process, { port: port!, requests }, () =>
        load(port!, tenant),
      );
      report(alone, together, calls, memoryMib(proxy.pid!).peak);
    }
  } finally {
    for (const child of [good, bad, clients]) child.process.disconnect();
  }
}

function report(alone: LoadResult, together: LoadResult, hostileCalls: number, peakMib: number): void {
  const share = (together.p99 / alone.p99).toFixed(2);
  process.stdout.write(
    `a tenant alone: ${alone.perSecond.toFixed(0)}/s, p99 ${alone.p99.toFixed(2)} ms; beside a hostile instance with ${HOSTILE_CALLS} clients ` +
      `(${hostileCalls} calls): ${together.perSecond.toFixed(0)}/s, p99 ${together.p99.toFixed(2)} ms, ${share} times; peak ${peakMib} MiB\n`,
  );
}

function load(port: number, tenant: BenchTenant, seconds = SECONDS): Promise<LoadResult> {
  const requests = (n: number) => [requestBytes(tenant.client(`file-${n}`))];
  return runLoad({ host: '127.0.0.1', port, connections: GOOD_CONNECTIONS, seconds, requests });
}

/** Work while the clients of the hostile instance ask for its files; answers how many calls they made too. */
async function beside<T>(
  clients: ChildProcess,
  order: HostileOrder,
  work: () => Promise<T>,
): Promise<[T, number]> {
  clients.send(order);
  const done = await work();
  const stopped = once(clients, 'message') as Promise<[{ calls: number }]>;
  clients.send('stop' satisfies HostileOrder);
  return [done, (await stopped)[0].calls];
}
