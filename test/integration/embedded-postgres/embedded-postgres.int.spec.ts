import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from '#embedded-postgres';

const ROOT = process.getuid?.() === 0;
const settings = { fsync: 'off' };

let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-embedded-'));
  running = [];
});

afterEach(async () => {
  for (const server of running.reverse()) await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(more: object = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, settings, ...more });
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows[0] as Record<string, unknown>;
  } finally {
    await client.end();
  }
}

const lockFile = () => path.join(dataDir, 'postgres', '18', 'postmaster.pid');
const pidOf = async () => Number((await readFile(lockFile(), 'utf8')).split('\n')[0]);
const stopped = () =>
  stat(lockFile()).then(
    () => false,
    () => true,
  );

/** A process of its own that takes the server up and is killed without a chance to give it back. */
async function startElsewhereAndDie(): Promise<void> {
  const door = path.resolve('dist/libs/embedded-postgres/src/index.js');
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(door)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: 'off' } });
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
}

describe('startEmbeddedPostgres', () => {
  it('makes a cluster, starts it, and stops it for good', async () => {
    const server = await start();
    expect(server.started).toBe(true);
    const { version, checksums } = await query(
      server.url,
      `select current_setting('server_version') as version, current_setting('data_checksums') as checksums`,
    );
    expect(version).toMatch(/^18\./);
    expect(checksums).toBe('on');
    await server.stop();
    expect(await stopped()).toBe(true);
    await expect(query(server.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('keeps data and password from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(await query(second.url, 'select answer from kept')).toEqual({ answer: 42 });
  });

  it('accepts no connection without the password', async () => {
    const { url } = await start();
    const wrong = Object.assign(new URL(url), { password: 'wrong' }).href;
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('passes settings to the server', async () => {
    const { url } = await start({ settings: { fsync: 'off', work_mem: '7MB' } });
    expect(
      await query(url, `select current_setting('work_mem') as work_mem, current_setting('fsync') as fsync`),
    ).toEqual({
      work_mem: '7MB',
      fsync: 'off',
    });
  });

  it('makes one server of three starts at once on an empty folder', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    expect(servers.filter(({ started }) => started)).toHaveLength(1);
  });
});

describe('a server that already runs', () => {
  it('is taken up, and stays until its last user gives it back', async () => {
    const first = await start();
    const second = await start();
    expect(second.started).toBe(false);
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await query(second.url, 'select 1 as alive')).toEqual({ alive: 1 });
    await second.stop();
    expect(await stopped()).toBe(true);
  });

  it('is left alone by whoever took it up while another client is connected', async () => {
    await startElsewhereAndDie();
    const adopted = await start();
    const client = new pg.Client(adopted.url);
    await client.connect();
    await adopted.stop();
    expect((await client.query('select 1 as alive')).rows).toEqual([{ alive: 1 }]);
    await client.end();
    const again = await start();
    expect(again.started).toBe(false);
    await again.stop();
    expect(await stopped()).toBe(true);
  });

  it('is stopped by the next user after the one who started it was killed', async () => {
    await startElsewhereAndDie();
    const adopted = await start();
    expect(adopted.started).toBe(false);
    await adopted.stop();
    expect(await stopped()).toBe(true);
  });
});

describe('after a crash', () => {
  it('recovers what was committed', async () => {
    const crashed = await start({ settings: {} });
    await query(crashed.url, 'create table kept as select 42 as answer');
    process.kill(await pidOf(), 'SIGKILL');
    const recovered = await start();
    expect(recovered.started).toBe(true);
    expect(await query(recovered.url, 'select answer from kept')).toEqual({ answer: 42 });
  });

  it('does not mistake another program with the same process id for the server', async () => {
    await (await start()).stop();
    await writeFile(lockFile(), `${process.pid}\n/nowhere\n0\n5432\n\n127.0.0.1\n\nready\n`);
    const server = await start();
    expect(server.started).toBe(true);
    expect(await pidOf()).not.toBe(process.pid);
  });

  it('stop after a crash is no error', async () => {
    const crashed = await start();
    process.kill(await pidOf(), 'SIGKILL');
    await expect(crashed.stop()).resolves.toBeUndefined();
  });
});

describe('a place where it cannot run', () => {
  it('is named in one sentence when it is no folder', async () => {
    const file = path.join(dataDir, 'file');
    await writeFile(file, '');
    const failure = await startEmbeddedPostgres({ dataDir: file }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbeddedPostgresError);
    expect((failure as Error).message).toContain(`${file}/postgres is not a folder`);
  });

  it('is refused when another major version left its data there', async () => {
    await mkdir(path.join(dataDir, 'postgres', '17'), { recursive: true });
    await expect(start()).rejects.toThrow(/holds data of PostgreSQL 17/);
  });

  it('says why the server ended, and leaves nothing running', async () => {
    await expect(start({ settings: { shared_buffers: 'much' } })).rejects.toThrow(/shared_buffers/);
    expect(await stopped()).toBe(true);
  });
});

describe.runIf(ROOT)('as root', () => {
  const ownerOf = async (...names: string[]) => (await stat(path.join(dataDir, ...names))).uid;
  const processOwner = async () => (await stat(`/proc/${await pidOf()}`)).uid;
  const uidOf = async (name: string) => Number((await promisify(execFile)('id', ['-u', name])).stdout);

  it('gives away its own folder only, and lets the account through the data directory', async () => {
    await chmod(dataDir, 0o700);
    await writeFile(path.join(dataDir, 'secrets.json'), '{}', { mode: 0o600 });
    await start();
    expect(await ownerOf()).toBe(0);
    expect(await ownerOf('secrets.json')).toBe(0);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
    expect(await ownerOf('postgres')).not.toBe(0);
    expect((await stat(path.join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
    expect(await processOwner()).not.toBe(0);
  });

  it('runs as the account asked for, and as the same one from then on', async () => {
    await (await start({ runAs: 'nobody' })).stop();
    const nobody = await uidOf('nobody');
    expect(await ownerOf('postgres', '18')).toBe(nobody);
    await start();
    expect(await processOwner()).toBe(nobody);
  });

  it('refuses another account than the one that owns the data', async () => {
    await (await start({ runAs: 'nobody' })).stop();
    await expect(start({ runAs: 'daemon' })).rejects.toThrow(/belongs to the account/);
  });

  it('says where to go when the account cannot reach the folder', async () => {
    await chmod(dataDir, 0o700);
    const below = path.join(dataDir, 'data');
    await expect(startEmbeddedPostgres({ dataDir: below })).rejects.toThrow(
      /cannot enter.*\/var\/lib\/wopi-gateway/,
    );
  });

  it('refuses an account that does not exist', async () => {
    await expect(start({ runAs: 'no-such-account' })).rejects.toThrow(/no account no-such-account/);
  });

  it('reports a folder that cannot be written in one sentence', async () => {
    await mkdir(path.join(dataDir, 'real'), { mode: 0o755 });
    await symlink('/proc/self', path.join(dataDir, 'postgres'));
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbeddedPostgresError);
  });
});
