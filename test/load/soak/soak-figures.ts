import { readdirSync } from 'node:fs';
import type { Gateway } from '../../support/gateway.js';
import { memoryMib } from '../proxy/process-figures.js';

/** What must not grow while the load stays the same, by its name. */
export type Figures = Readonly<Record<string, number>>;

const MIB = 1024 * 1024;

/** How things are at this moment: memory and open files of each process, connections to the database, blobs that no row names. */
export async function figuresOf(gateway: Gateway): Promise<Figures> {
  const heaps = heapsIn(await (await fetch(`${gateway.adminUrl}/metrics`)).text());
  const processes = { host: gateway.hosts[0]!, proxy: gateway.proxyProcess!, admin: gateway.adminProcess! };
  const figures: Record<string, number> = {};
  for (const [name, { pid }] of Object.entries(processes)) {
    figures[`${name}, resident MiB`] = memoryMib(pid!).now;
    figures[`${name}, heap MiB`] = (heaps.get(name) ?? 0) / MIB;
    figures[`${name}, open files`] = readdirSync(`/proc/${pid}/fd`).length;
  }
  const [row] = await gateway.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  return { ...figures, 'connections to the database': row!.count, 'orphaned blobs': await orphans(gateway) };
}

/** Saves that are under way have one each. */
async function orphans(gateway: Gateway): Promise<number> {
  const named = await gateway.query<{ key: string }>('select distinct blob_key as key from blob_references');
  const keys = new Set(named.map(({ key }) => key));
  return (await gateway.blobs()).filter((key) => !keys.has(key)).length;
}

/** By process, as each reported it last. */
function heapsIn(metrics: string): Map<string, number> {
  const lines = metrics.matchAll(/^nodejs_heap_size_used_bytes\{[^}]*process="(\w+)"[^}]*\} (\S+)/gm);
  return new Map([...lines].map(([, name, bytes]) => [name!, Number(bytes)]));
}
