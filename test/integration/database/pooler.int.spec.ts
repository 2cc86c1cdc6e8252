import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DatabaseModule, Db, migrate, Notifications, requireMigrated } from '#database';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../migrations/index.js';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { adminQuery } from '../../support/postgres.js';
import { freePorts, stopProcess } from '../../support/processes.js';

const installed = spawnSync('pgbouncer', ['--version']).status === 0;
/** It does not run as root. */
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const IGNORED = 'statement_timeout, idle_in_transaction_session_timeout, options';

// pgbouncer comes with the system, and with few.
describe.skipIf(!installed)('PgBouncer in front of PostgreSQL', () => {
  let database: DatabaseClone;
  let folder: string;
  let running: ChildProcess;

  beforeAll(async () => {
    database = await cloneDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'wopi-gateway-pooler-'));
    chmodSync(folder, 0o755);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });
  afterEach(() => stopProcess(running));

  /** Starts it with these settings; answers the database's URL by its way. */
  async function behind(settings: Record<string, string>): Promise<string> {
    const [port] = await freePorts(1);
    const file = path.join(folder, 'pgbouncer.ini');
    writeFileSync(file, configuration({ ...settings, listen_port: String(port) }));
    running = spawn('pgbouncer', ['-q', file], { stdio: 'ignore', ...account });
    await expect.poll(() => listens(port!)).toBe(true);
    return Object.assign(new URL(database.url), { port: String(port) }).href;
  }

  function configuration(settings: Record<string, string>): string {
    const { hostname, port, username, password } = new URL(database.url);
    const server = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
    const all = { listen_addr: '127.0.0.1', unix_socket_dir: '', auth_type: 'any', ...settings };
    const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`);
    return ['[databases]', `${nameOf(database.url)} = ${server}`, '[pgbouncer]', ...lines, ''].join('\n');
  }

  it.each(['transaction', 'statement'])('is refused when it lends sessions by %s', async (pool_mode) => {
    const url = await behind({ pool_mode, ignore_startup_parameters: IGNORED });
    await expect(requireMigrated(url, MIGRATIONS)).rejects.toThrow(
      /sessions by transaction.*pool_mode = session/,
    );
    await expect(migrate(url, MIGRATIONS)).rejects.toThrow(/sessions by transaction/);
  });

  it('is refused when it refuses or drops the time limits', async () => {
    const refusing = await behind({ pool_mode: 'session' });
    await expect(requireMigrated(refusing, MIGRATIONS)).rejects.toThrow(
      `ignore_startup_parameters = ${IGNORED}`,
    );
    await stopProcess(running);
    const dropping = await behind({ pool_mode: 'session', ignore_startup_parameters: IGNORED });
    await expect(requireMigrated(dropping, MIGRATIONS)).rejects.toThrow(
      /alter database .* set statement_timeout/,
    );
  });

  it('is not taken for one that lends sessions when it has none left', async () => {
    const url = await behind({
      pool_mode: 'session',
      ignore_startup_parameters: IGNORED,
      default_pool_size: '1',
      query_wait_timeout: '1',
    });
    await expect(requireMigrated(url, MIGRATIONS)).rejects.toThrow(/cannot be used: query_wait_timeout/);
  });

  it('serves by session: statements stay prepared, notifications arrive, migrations wait for each other', async () => {
    for (const limit of ['statement_timeout', 'idle_in_transaction_session_timeout'])
      await adminQuery(database.url, `alter database ${nameOf(database.url)} set ${limit} = '20s'`);
    const url = await behind({ pool_mode: 'session', ignore_startup_parameters: IGNORED });
    await requireMigrated(url, MIGRATIONS);
    expect(await Promise.all([migrate(url, MIGRATIONS), migrate(url, MIGRATIONS)])).toEqual([[], []]);
    const app = await NestFactory.createApplicationContext(DatabaseModule.forRoot({ url, applicationName: 'pooled' }), { logger: false }); // prettier-ignore
    const db = app.get(Db);
    const heard: (string | undefined)[] = [];
    await app.get(Notifications).listen('pooled', (payload) => heard.push(payload));
    const sums = Array.from({ length: 50 }, (_, n) =>
      db.query<{ sum: number }>('select $1::int + 1 as "sum"', [n]),
    );
    expect((await Promise.all(sums)).map(([row]) => row!.sum)).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
    await db.query(`select pg_notify('pooled', 'word')`);
    await expect.poll(() => heard).toEqual(['word']);
    await app.close();
  });
});

const nameOf = (url: string) => new URL(url).pathname.slice(1);

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
