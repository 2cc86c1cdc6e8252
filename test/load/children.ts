import type { Gateway } from '../support/gateway.js';
import type { WopiClient } from '../support/wopi-client.js';
import { type LoadResult, runLoad } from './load.js';

const CHILDREN = 10_000;
/** The files of a folder, made of one: what they are called is all that tells them apart. */
const FILL = `
  insert into files
  select (jsonb_populate_record(f, jsonb_build_object('file_id', gen_random_uuid(), 'name', 'Child ' || n || '.wopitest'))).*
  from files f, generate_series(2, $2) n where f.file_id = $1`;

/** EnumerateChildren of a folder with ten thousand files, beside a bare server that sends as many bytes and does nothing else. */
export async function measureChildren(gateway: Gateway, bare: URL, seconds: number): Promise<void> {
  const file = await gateway.putFile('Child 1.wopitest', Buffer.from('x'), 'reader');
  await gateway.query(FILL, [file, CHILDREN]);
  await gateway.query('analyze files');
  const folder = await folderOf(await gateway.client(file, { user: 'reader', direct: true }));
  const { body } = await folder.call({ suffix: '/children' });
  const { ChildFiles } = JSON.parse(body.toString()) as { ChildFiles: unknown[] };
  if (ChildFiles.length !== CHILDREN) throw new Error(`answered ${ChildFiles.length} children`);
  const { path, headers } = folder.prepare({ suffix: '/children' });
  process.stdout.write(`EnumerateChildren of ${CHILDREN}, ${(body.length / 2 ** 20).toFixed(1)} MiB\n`);
  for (const connections of [1, 16]) {
    const load = (url: URL, target: string) => runGet(url, target, headers, connections, seconds);
    print('host', connections, await load(new URL(gateway.hostUrls[0]!), path));
    print('bare', connections, await load(bare, `/bytes/${body.length}`));
  }
}

async function folderOf(client: WopiClient): Promise<WopiClient> {
  const ancestry = await client.call({ suffix: '/ancestry' });
  const { AncestorsWithRootFirst } = ancestry.json<{ AncestorsWithRootFirst: { Url: string }[] }>();
  return client.following(AncestorsWithRootFirst.at(-1)!.Url);
}

function runGet(
  { hostname: host, port }: URL,
  target: string,
  headers: Record<string, string>,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const lines = Object.entries({ Host: 'bench', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return runLoad({ host, port: Number(port), connections, seconds, requests: () => [request] });
}

function print(server: string, connections: number, { perSecond, p50, p99 }: LoadResult): void {
  const figures = `${perSecond.toFixed(1)} req/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
  process.stdout.write(`  at once ${connections}, ${server}: ${figures}\n`);
}
