import { WopiHeader } from '#wopi-protocol';
import type { Gateway } from '../support/gateway.js';
import { exchange, type WopiClient } from '../support/wopi-client.js';
import { type LoadResult, runLoad, warmUp } from './load.js';
import { cpuSeconds } from './proxy/process-figures.js';

const CHILDREN = 10_000;
const CONNECTIONS = 16;
const ROUNDS = 2;

/** A running `bare-server.ts`. */
export interface BareServer {
  readonly url: URL;
  readonly pid: number;
}

interface Figures extends LoadResult {
  /** Of the server's process, for each answer. */
  readonly cpuMs: number;
}

type Prepared = Pick<ReturnType<WopiClient['prepare']>, 'path' | 'headers'>;

/** A filter that no file of the folder has. */
const NO_FILES = { [WopiHeader.FileExtensionFilterList]: '.none' };

/** What the bare server is asked for. */
const bytesFrom = (count: number): Prepared => ({ path: `/bytes/${count}`, headers: {} });

/** The files of a folder, made of one: what they are called is all that tells them apart. */
const FILL = `
  insert into files
  select (jsonb_populate_record(f, jsonb_build_object('file_id', gen_random_uuid(), 'name', 'Child ' || n || '.wopitest'))).*
  from files f, generate_series(2, $2) n where f.file_id = $1`;

/**
 * EnumerateChildren of a folder with ten thousand files, beside a bare server that sends as many bytes and does nothing else: the
 * first answers, which are made, and then those of one session and of as many sessions as there are connections. They are measured
 * in turn, once both servers have answered many requests for next to nothing; the better of two rounds counts.
 */
export async function measureChildren(gateway: Gateway, bare: BareServer, seconds: number): Promise<void> {
  const folders = await prepareFolders(gateway);
  const lists = folders.map((folder) => folder.prepare({ suffix: '/children' }));
  const nothing = folders.map((folder) => folder.prepare({ suffix: '/children', headers: NO_FILES }));
  const host = { url: new URL(gateway.hostUrls[0]!), pid: gateway.hosts[0]!.pid! };
  await warmUp(loadOf(host, CONNECTIONS, (n) => nothing[n]!));
  await warmUp(loadOf(bare, CONNECTIONS, () => bytesFrom(0)));
  print('first of each session', CONNECTIONS, await measure(host, CONNECTIONS, 0, (n) => lists[n]!));
  const bytes = await lengthOf(host.url, lists[0]!);
  process.stdout.write(`EnumerateChildren of ${CHILDREN}, ${(bytes / 2 ** 20).toFixed(1)} MiB\n`);
  const subjects: [string, BareServer, (n: number) => Prepared][] = [
    ['one session', host, () => lists[0]!],
    ['a session each', host, (n) => lists[n]!],
    ['bare server', bare, () => bytesFrom(bytes)],
  ];
  for (const connections of [1, CONNECTIONS]) {
    const best = new Map<string, Figures>();
    for (let round = 0; round < ROUNDS; round++)
      for (const [what, server, listOf] of subjects) {
        const figures = await measure(server, connections, seconds, listOf);
        if (figures.perSecond > (best.get(what)?.perSecond ?? 0)) best.set(what, figures);
      }
    for (const [what, figures] of best) print(what, connections, figures);
  }
}

/** The folder, in a session for each connection. */
async function prepareFolders(gateway: Gateway): Promise<WopiClient[]> {
  const file = await gateway.putFile('Child 1.wopitest', Buffer.from('x'), 'reader');
  await gateway.query(FILL, [file, CHILDREN]);
  await gateway.query('analyze files');
  const open = async () => folderOf(await gateway.client(file, { user: 'reader', direct: true }));
  return Promise.all(Array.from({ length: CONNECTIONS }, open));
}

/** The bytes of an answer, which must have all children. */
async function lengthOf(host: URL, { path, headers }: Prepared): Promise<number> {
  const { body } = await exchange(host, 'GET', path, headers);
  const { ChildFiles } = JSON.parse(body.toString()) as { ChildFiles: unknown[] };
  if (ChildFiles.length !== CHILDREN) throw new Error(`answered ${ChildFiles.length} children`);
  return body.length;
}

async function folderOf(client: WopiClient): Promise<WopiClient> {
  const ancestry = await client.call({ suffix: '/ancestry' });
  const { AncestorsWithRootFirst } = ancestry.json<{ AncestorsWithRootFirst: { Url: string }[] }>();
  return client.following(AncestorsWithRootFirst.at(-1)!.Url);
}

async function measure(
  server: BareServer,
  connections: number,
  seconds: number,
  listOf: (connection: number) => Prepared,
): Promise<Figures> {
  const before = cpuSeconds(server.pid);
  const result = await runLoad({ ...loadOf(server, connections, listOf), seconds });
  return { ...result, cpuMs: ((cpuSeconds(server.pid) - before) / result.requests) * 1000 };
}

const loadOf = ({ url }: BareServer, connections: number, listOf: (connection: number) => Prepared) => ({
  host: url.hostname,
  port: Number(url.port),
  connections,
  requests: (connection: number) => [bytesOf(listOf(connection))],
});

function print(what: string, connections: number, { requests, perSecond, p50, p99, cpuMs }: Figures): void {
  const latencies = `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
  const figures = `${requests} answers, ${perSecond.toFixed(0)} a second, ${latencies}, CPU ${cpuMs.toFixed(2)} ms each`;
  process.stdout.write(`  at once ${connections}, ${what}: ${figures}\n`);
}

function bytesOf({ path, headers }: Prepared): Buffer {
  const lines = Object.entries({ Host: 'bench', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}
