import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import { runLoad } from '../load.js';
import { median } from '../proxy/median.js';
import { cpuSeconds } from '../proxy/process-figures.js';
import { requestBytes } from '../proxy/request-bytes.js';

const ROUNDS = 9;
const CONNECTIONS = 16;
const WARM_UP_SECONDS = 5;

/** CheckFileInfo at one host process with rows about reads and one without, in turn; medians of all rounds. */
export async function measureAuditCost(gateway: Gateway, seconds: number): Promise<void> {
  const without = await startWithout(gateway);
  const subjects = { with: { url: gateway.hostUrls[0]!, pid: gateway.hosts[0]!.pid! }, without };
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, n) =>
      gateway.client(await gateway.putFile(`audited ${n}.wopitest`, Buffer.from('x')), { direct: true }),
    ),
  );
  const requests = clients.map((client) => [requestBytes(client)]);
  const measure = async ({ url, pid }: { url: string; pid: number }, duration: number) => {
    const { hostname: host, port } = new URL(url);
    const before = cpuSeconds(pid);
    const load = { host, port: Number(port), connections: CONNECTIONS, seconds: duration };
    const { requests: count, perSecond } = await runLoad({ ...load, requests: (n) => requests[n]! });
    return { perSecond, cpu: ((cpuSeconds(pid) - before) / count) * 1e6 };
  };
  const figures = { with: [] as Figures[], without: [] as Figures[] };
  for (const name of NAMES) await measure(subjects[name], WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round++)
    for (const name of NAMES) figures[name].push(await measure(subjects[name], seconds));
  const [rows, none] = NAMES.map((name) => ({
    perSecond: median(figures[name].map(({ perSecond }) => perSecond)),
    cpu: median(figures[name].map(({ cpu }) => cpu)),
  })) as [Figures, Figures];
  const share = (part: number, whole: number) => `${((1 - part / whole) * 100).toFixed(1)} %`;
  console.log(`\nCheckFileInfo at ${CONNECTIONS} connections, ${ROUNDS} rounds by turns
  with audit rows     ${rows.perSecond.toFixed(0)} a second, ${rows.cpu.toFixed(0)} µs of the host's processor time
  without             ${none.perSecond.toFixed(0)} a second, ${none.cpu.toFixed(0)} µs
  auditing costs      ${share(rows.perSecond, none.perSecond)} of the throughput`);
}

interface Figures {
  readonly perSecond: number;
  readonly cpu: number;
}
const NAMES = ['with', 'without'] as const;

async function startWithout(gateway: Gateway): Promise<{ url: string; pid: number }> {
  const [port] = await freePorts(1);
  const preload = pathToFileURL(path.resolve('test/load/audit/no-rows-about-reads.mjs')).href;
  const listen = `127.0.0.1:${port}`;
  const host = await gateway.spawn('host', { HOST_LISTEN: listen, NODE_OPTIONS: `--import ${preload}` });
  return { url: `http://${listen}`, pid: host.pid! };
}
