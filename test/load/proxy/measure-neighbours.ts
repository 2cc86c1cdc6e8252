import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import { type LoadResult, runLoad } from '../load.js';
import { OtherLoad } from '../other-load.js';
import { BenchTenant } from './bench-tenant.js';
import type { HostileOrder } from './hostile-clients.js';
import { median } from './median.js';
import { cpuSeconds, memoryMib } from './process-figures.js';
import { requestBytes } from './request-bytes.js';
import { startChild } from './start-child.js';
import { Table } from './table.js';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const ROUNDS = 5;
const WARM_UP_SECONDS = 4;
const GOOD_CONNECTIONS = 4;
const HOSTILE_CALLS = 64;
const MANNERS = ['hangs', 'drips', 'resets', 'floods', 'answers-10-gb', 'all'];

/** One round: the same calls alone, and beside a hostile neighbour. */
interface Round {
  readonly alone: LoadResult;
  readonly together: LoadResult;
  readonly hostileCalls: number;
  /** Share of one processor that the proxy used meanwhile. */
  readonly cpu: number;
}

/**
 * One tenant's calls alone, and while another tenant's instance hangs, drips, resets, floods with headers or answers 10 GB, or does all
 * of it; in turn.
 */
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
    await load(port!, tenant, WARM_UP_SECONDS);
    const table = new Table(['instance', 'alone/s', 'p99 ms', 'beside/s', 'p99 ms', 'times', 'hostile calls/s', 'CPU %', 'peak MiB', 'others']); // prettier-ignore
    for (const manner of MANNERS) {
      const others = new OtherLoad();
      const hostile = await BenchTenant.register(gateway, manner, new URL(`${manner}/`, bad.url));
      const requests = Array.from(
        { length: HOSTILE_CALLS },
        (_, n) =>
        requestBytes(hostile.client(`file-${n}`), { suffix: '/contents', headers: { Connection: 'close' } }).toString('latin1'), // prettier-ignore
      );
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const alone = await load(port!, tenant);
        const cpuBefore = cpuSeconds(proxy.pid!);
        const started = performance.now();
        const [together, hostileCalls] = await beside(clients.process, { port: port!, requests }, () => load(port!, tenant)); // prettier-ignore
        const cpu = (cpuSeconds(proxy.pid!) - cpuBefore) / ((performance.now() - started) / 1000);
        rounds.push({ alone, together, hostileCalls, cpu });
      }
      table.row(cellsOf(manner, rounds, memoryMib(proxy.pid!).peak, others));
    }
  } finally {
    for (const child of [good, bad, clients]) child.process.disconnect();
  }
}

/** The median of all rounds for each figure. */
function cellsOf(manner: string, rounds: readonly Round[], peakMib: number, { cores }: OtherLoad): string[] {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  return [
    manner,
    of(({ alone }) => alone.perSecond).toFixed(0),
    of(({ alone }) => alone.p99).toFixed(2),
    of(({ together }) => together.perSecond).toFixed(0),
    of(({ together }) => together.p99).toFixed(2),
    of(({ alone, together }) => together.p99 / alone.p99).toFixed(2),
    of(({ hostileCalls }) => hostileCalls / SECONDS).toFixed(0),
    (of(({ cpu }) => cpu) * 100).toFixed(0),
    String(peakMib),
    cores?.toFixed(2) ?? '?',
  ];
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
