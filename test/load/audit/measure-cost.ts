import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import { runLoad, warmUp } from '../load.js';
import { median } from '../proxy/median.js';
import { cpuSeconds } from '../proxy/process-figures.js';
import { requestBytes } from '../proxy/request-bytes.js';
import { serverCpuSeconds } from './server-cpu.js';

/** The machine itself becomes faster and slower, by more than rows cost: many short rounds tell more than a few long ones. */
const ROUNDS = 100;
const SECONDS = 1;
const CONNECTIONS = 16;
/** Longer than sealing takes. */
const SETTLE_MS = 1_500;

const NAMES = ['with', 'without'] as const;

type Arm = (typeof NAMES)[number];

/** Requests a second, and µs of processor time for each request. */
interface Figures {
  readonly perSecond: number;
  readonly host: number;
  readonly admin: number;
  readonly database: number;
}

/**
 * CheckFileInfo at a host process that writes rows about reads by turns, also in what it begins with. Two processes would
 * differ by more than the rows cost. Each round ends when its rows are in the chain, so that none has to bear what another one has left.
 */
export async function measureAuditCost(gateway: Gateway): Promise<void> {
  const { host, url } = await startHost(gateway);
  const database = new pg.Client(gateway.database.url);
  await database.connect();
  const requests = await requestsTo(gateway);
  const { hostname, port } = new URL(url);
  const load = {
    host: hostname,
    port: Number(port),
    connections: CONNECTIONS,
    requests: (n: number) => requests[n]!,
  };
  const backend = (await database.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  const used = () =>
    [cpuSeconds(host.pid!), cpuSeconds(gateway.adminProcess!.pid!), serverCpuSeconds(backend)] as const;
  const measure = async (arm: Arm): Promise<Figures> => {
    host.send(arm);
    await once(host, 'message');
    const before = used();
    const { requests: count, perSecond } = await runLoad({ ...load, seconds: SECONDS });
    // As long for both: the processes are never quite idle.
    await Promise.all([allSealed(database), sleep(SETTLE_MS)]);
    const [ofHost, admin, server] = used().map((cpu, n) => ((cpu - before[n]!) / count) * 1e6);
    return { perSecond, host: ofHost!, admin: admin!, database: server! };
  };
  const figures: Record<Arm, Figures[]> = { with: [], without: [] };
  await warmUp(load);
  await allSealed(database);
  for (let round = 0; round < ROUNDS; round++)
    for (const arm of round % 2 === 0 ? NAMES : NAMES.toReversed()) figures[arm].push(await measure(arm));
  await database.end();
  print(figures);
}

function print(figures: Readonly<Record<Arm, readonly Figures[]>>): void {
  const middle = (name: Arm, figure: keyof Figures) => median(figures[name].map((one) => one[figure]));
  const line = (name: Arm) => {
    const [perSecond, host, admin, database] = (['perSecond', 'host', 'admin', 'database'] as const).map(
      (figure) => middle(name, figure).toFixed(0),
    );
    return `${perSecond} a second; µs of processor time: host ${host}, admin ${admin}, PostgreSQL ${database}`;
  };
  // Of each round by itself, since the next one may find another machine; as logarithms, where a half and a double are equally far.
  const ofRounds = (figure: (one: Figures) => number) =>
    figures.with.map((written, n) => Math.log(figure(written) / figure(figures.without[n]!)));
  const share = inPercent(ofRounds(({ perSecond }) => perSecond));
  const more = inPercent(ofRounds(({ host, admin, database }) => host + admin + database));
  console.log(`\nCheckFileInfo at ${CONNECTIONS} connections, ${ROUNDS} rounds by turns; medians
  with audit rows     ${line('with')}
  without             ${line('without')}
  the rows change the throughput by ${share} % and the processor time of a call by ${more} %: means of the rounds, with their standard errors`);
}

/** `mean ± standard error` of ratios, by their logarithms. */
function inPercent(logarithms: readonly number[]): string {
  const count = logarithms.length;
  const mean = logarithms.reduce((a, b) => a + b) / count;
  const variance = logarithms.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (count - 1);
  return `${(Math.expm1(mean) * 100).toFixed(1)} ± ${(Math.sqrt(variance / count) * 100).toFixed(1)}`;
}

/** The bytes that each connection sends, about a file of its own. */
async function requestsTo(gateway: Gateway): Promise<Buffer[][]> {
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, n) =>
      gateway.client(await gateway.putFile(`audited ${n}.wopitest`, Buffer.from('x')), { direct: true }),
    ),
  );
  return clients.map((client) => [requestBytes(client)]);
}

/** Answered by an index: a join would read the whole log each time, and count as a cost of auditing. */
const UNSEALED = `
  select from audit_position p, lateral (
    select from audit_log a where (a.xid, a.seq) > (p.xid, p.seq) order by a.xid, a.seq limit 1) ahead`;

/** Rows come to the log within 200 ms, and to the chain within a second or so. */
async function allSealed(database: pg.Client): Promise<void> {
  do await sleep(300);
  while ((await database.query(UNSEALED)).rowCount! > 0);
}

async function startHost(gateway: Gateway): Promise<{ host: ChildProcess; url: string }> {
  const [port] = await freePorts(1);
  const preload = pathToFileURL(path.resolve('test/load/audit/rows-about-reads.mjs')).href;
  const listen = `127.0.0.1:${port}`;
  const host = await gateway.spawn('host', { HOST_LISTEN: listen, NODE_OPTIONS: `--import ${preload}` });
  return { host, url: `http://${listen}` };
}
