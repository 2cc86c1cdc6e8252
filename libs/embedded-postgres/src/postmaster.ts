import { spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, serverEnvironment } from './cluster.js';
import { EmbeddedPostgresError, reason } from './embedded-postgres-error.js';
import { freePort } from './free-port.js';

/** A running server, as its lock file tells it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const ADDRESS = '127.0.0.1';
const READY_MS = 60_000;
const LOG_BYTES = 8 * 1024 * 1024;

const DEFAULT_SETTINGS = {
  listen_addresses: ADDRESS,
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '200',
  dynamic_shared_memory_type: 'mmap',
  log_min_messages: 'warning',
  // Without DETAIL, which repeats rows, and with them names.
  log_error_verbosity: 'terse',
};

/** The server that already runs this cluster, once it answers; undefined where there is none. */
export async function findPostmaster({ data }: Cluster): Promise<Postmaster | undefined> {
  const found = await readLockFile(data);
  return found && (await untilReady(data, found.pid));
}

/** @throws EmbeddedPostgresError; nothing is left running then */
export async function startPostmaster(
  cluster: Cluster,
  settings: Record<string, string>,
): Promise<Postmaster> {
  await dropStaleLockFile(cluster.data);
  await rotate(cluster.log);
  const { size: logStart } = await fs.stat(cluster.log).catch(() => ({ size: 0 }));
  const all = { port: String(await freePort(ADDRESS)), ...DEFAULT_SETTINGS, ...settings };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await fs.open(cluster.log, 'a', 0o600);
  const { uid, gid } = cluster.account;
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.data, ...args], {
    uid,
    gid,
    cwd: cluster.data,
    // Its own group: Ctrl+C in a terminal reaches every process of the group, and the server must be the last to stop.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: serverEnvironment(),
  });
  const ended = new Promise<undefined>((resolve) => {
    child.once('exit', () => resolve(undefined));
    child.once('error', () => resolve(undefined));
  });
  child.unref();
  await log.close();
  const ready = await Promise.race([
    child.pid === undefined ? ended : untilReady(cluster.data, child.pid),
    ended,
  ]);
  if (ready) return ready;
  child.kill('SIGQUIT');
  throw new EmbeddedPostgresError(reason(await readFrom(cluster.log, logStart), cluster.folder));
}

/** Ends client sessions, writes a checkpoint and waits until the server is gone. */
export async function stopPostmaster({ data }: Cluster, { pid }: Postmaster): Promise<void> {
  if (await untilGone(data, pid, 0)) return;
  signal(pid, 'SIGINT');
  if (await untilGone(data, pid, 30_000)) return;
  signal(pid, 'SIGQUIT');
  if (await untilGone(data, pid, 10_000)) return;
  throw new EmbeddedPostgresError(`The embedded PostgreSQL (process ${pid}) does not stop.`);
}

/** False when it still runs after that time. */
export async function untilGone(data: string, pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (!(await isPostgres(pid)) || (await readLockFile(data))?.pid !== pid) return true;
    if (Date.now() >= end) return false;
    await sleep(10);
  }
}

async function untilReady(data: string, pid: number): Promise<Postmaster | undefined> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    const found = await readLockFile(data);
    if (found?.pid === pid && found.ready) return { pid, port: found.port };
    if (!(await isPostgres(pid))) return undefined;
    await sleep(15);
  }
  return undefined;
}

async function readLockFile(data: string): Promise<(Postmaster & { ready: boolean }) | undefined> {
  const text = await fs.readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!pid || !(await isPostgres(pid))) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** PostgreSQL removes a stale lock file by itself, except where its process id now belongs to a zombie or another program. */
async function dropStaleLockFile(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const pid = Number((await fs.readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (pid && !(await isPostgres(pid))) await fs.rm(file, { force: true });
}

/** A killed server stays a zombie where process 1 does not reap (containers), and process ids are used again. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!signal(pid, 0)) return false;
  if (process.platform !== 'linux') return true;
  const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\(postgres\) [^ZX]/.test(stat);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function rotate(file: string): Promise<void> {
  const { size } = await fs.stat(file).catch(() => ({ size: 0 }));
  if (size > LOG_BYTES) await fs.rename(file, `${file}.1`);
}

async function readFrom(file: string, start: number): Promise<string> {
  const bytes = await fs.readFile(file).catch(() => Buffer.alloc(0));
  return bytes.subarray(start).toString();
}
