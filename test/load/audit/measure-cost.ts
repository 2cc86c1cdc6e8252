import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { Gateway } from '../../support/gateway.js';
import { freePorts } from '../../support/processes.js';
import { type Load, runLoad, warmUp } from '../load.js';
import { median } from '../proxy/median.js';
import { cpuSeconds } from '../proxy/process-figures.js';
import { requestBytes } from '../proxy/request-bytes.js';
import { serverCpuSeconds } from './server-cpu.js';

const ROUNDS = 9;
const CONNECTIONS = 16;

const NAMES = ['with', 'without'] as const;

interface Subject {
  readonly url: string;
  readonly pid: number;
}

/** Requests a second, and µs of processor time for each request. */
interface Figures {
  readonly perSecond: number;
  readonly host: number;
  readonly admin: number;
  readonly database: number;
}

/**
 * CheckFileInfo at one host process with rows about reads and one without, by turns, also in who goes first; medians of all rounds. Each
 * round ends when its rows are in the chain, so that none has to bear what another one has left.
 */
export async function measureAuditCost(gateway: Gateway, seconds: number): Promise<void> {
  const host = { url: gateway.hostUrls[0]!, pid: gateway.hosts[0]!.pid! };
  const subjects = { with: host, without: await startWithout(gateway) };
  const database = new pg.Client(gateway.database.url);
  await database.connect();
  const requests = await requestsTo(gateway);
  const loadOf = ({ url }: Subject): Omit<Load, 'seconds'> => {
    const { hostname, port } = new URL(url);
    return { host: hostname, port: Number(port), connections: CONNECTIONS, requests: (n) => requests[n]! };
  };
  const backend = (await database.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  const used = ({ pid }: Subject) => {
    return [cpuSeconds(pid), cpuSeconds(gateway.adminProcess!.pid!), serverCpuSeconds(backend)] as const;
  };
  const measure = async (subject: Subject): Promise<Figures> => {
    const before = used(subject);
    const { requests: count, perSecond } = await runLoad({ ...loadOf(subject), seconds });
    await allSealed(database);
    const [host, admin, server] = used(subject).map((cpu, n) => ((cpu - before[n]!) / count) * 1e6);
    return { perSecond, host: host!, admin: admin!, database: server! };
  };
  const figures = { with: [] as Figures[], without: [] as Figures[] };
  for (const name of NAMES) await warmUp(loadOf(subjects[name]));
  await allSealed(database);
  for (let round = 0; round < ROUNDS; round++)
    for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed())
      figures[name].push(await measure(subjects[name]));
  await database.end();
  print(figures);
}

function print(figures: Readonly<Record<(typeof NAMES)[number], readonly Figures[]>>): void {
  const middle = (name: (typeof NAMES)[number], figure: keyof Figures) =>
    median(figures[name].map((one) => one[figure]));
  const line = (name: (typeof NAMES)[number]) => {
    const [perSecond, host, admin, database] = (['perSecond', 'host', 'admin', 'database'] as const).map(
      (figure) => middle(name, figure).toFixed(0),
    );
    return `${perSecond} a second; µs of processor time: host ${host}, admin ${admin}, PostgreSQL ${database}`;
  };
  const share = (1 - middle('with', 'perSecond') / middle('without', 'perSecond')) * 100;
  const cpuOf = ({ host, admin, database }: Figures) => host + admin + database;
  const [cpuWith, cpuWithout] = NAMES.map((name) => median(figures[name].map(cpuOf)));
  const more = `${(cpuWith! - cpuWithout!).toFixed(0)} µs of processor time, ${((cpuWith! / cpuWithout! - 1) * 100).toFixed(1)} % more`;
  console.log(`\nCheckFileInfo at ${CONNECTIONS} connections, ${ROUNDS} rounds by turns
  with audit rows     ${line('with')}
  without             ${line('without')}
  auditing costs      ${share.toFixed(1)} % of the throughput, and for each call ${more}`);
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

async function startWithout(gateway: Gateway): Promise<Subject> {
  const [port] = await freePorts(1);
  const preload = pathToFileURL(path.resolve('test/load/audit/no-rows-about-reads.mjs')).href;
  const listen = `127.0.0.1:${port}`;
  const host = await gateway.spawn('host', { HOST_LISTEN: listen, NODE_OPTIONS: `--import ${preload}` });
  return { url: `http://${listen}`, pid: host.pid! };
}
