import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

const ROOT = process.cwd();
const MAIN = path.join(ROOT, 'dist', 'apps', 'local', 'src', 'main.js');
const ANY = '127.0.0.1:0';
const LISTEN = { HOST_LISTEN: ANY, PROXY_LISTEN: ANY, ADMIN_LISTEN: ANY, SANDBOX_LISTEN: ANY };

let dataDir: string;
let launched: Launched[];

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-local-'));
  launched = [];
});

afterEach(async () => {
  for (const one of launched.splice(0)) await one.end('SIGTERM');
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** A launcher of its own process, as `npm start` runs it. */
class Launched {
  output = '';
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout!.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => child.once('close', resolve));
    launched.push(this);
  }

  static spawn(env: Record<string, string> = {}): Launched {
    const { PATH } = process.env;
    // From somewhere else, so that nothing depends on the current folder.
    const options = { cwd: tmpdir(), env: { PATH, DATA_DIR: dataDir, ...LISTEN, ...env } };
    return new Launched(spawn(process.execPath, ['--enable-source-maps', MAIN], options));
  }

  static async ready(env: Record<string, string> = {}): Promise<Launched> {
    const one = Launched.spawn(env);
    await one.says(/Ctrl\+C stops it/);
    return one;
  }

  /** @throws Error with its last words, on one line, when it ends or 100 seconds pass without these */
  async says(words: RegExp): Promise<void> {
    const said = vi.waitFor(() => expect(this.output).toMatch(words), { timeout: 100_000, interval: 50 });
    await Promise.race([said, this.ended]).catch(() => {});
    if (words.test(this.output)) return;
    const last = this.output.slice(-800).replaceAll('\n', ' | ');
    throw new Error(`It did not say ${words}, but: ${last}`);
  }

  end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

const addresses = () =>
  JSON.parse(readFileSync(path.join(dataDir, 'addresses.json'), 'utf8')) as Record<string, string>;
const wopictl = async (...args: string[]) => {
  const bin = path.join(ROOT, 'bin', 'wopictl');
  const options = { cwd: tmpdir(), env: { PATH: process.env['PATH'], DATA_DIR: dataDir } };
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args, '--json'], options);
  return JSON.parse(stdout) as Record<string, unknown>;
};

/** Processes that have this test's data directory in their environment or command line. */
function leftOver(): string[] {
  if (process.platform !== 'linux') return [];
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => (read(`/proc/${pid}/environ`) + read(`/proc/${pid}/cmdline`)).includes(dataDir))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

describe('npm start', () => {
  it('brings up an installation in which everything is well, and takes it down without a trace', async () => {
    const one = await Launched.ready();
    const { adminPassword } = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(one.output).toContain(`sign in as admin, password ${adminPassword}`);
    for (const url of Object.values(addresses())) expect(one.output).toContain(url);
    expect(await wopictl('doctor')).toMatchObject({ ok: true });
    expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(await one.end('SIGINT')).toBe(0);
    expect(leftOver()).toEqual([]);
    expect(existsSync(path.join(dataDir, 'addresses.json'))).toBe(false);
  });

  it('finds all data as it was, and puts the samples in place only once', async () => {
    const one = await Launched.ready();
    expect(one.output).not.toContain('sample documents');
    const { id } = await wopictl('file', 'put', path.join(ROOT, 'package.json'), '--owner', 'admin');
    // The name of a sample is taken exactly once.
    const sample = await wopictl(
      'file',
      'put',
      path.join(ROOT, 'samples', 'Welcome.docx'),
      '--owner',
      'admin',
    );
    expect(sample['name']).toBe('Welcome (2).docx');
    await one.end('SIGTERM');
    const two = await Launched.ready();
    expect(await wopictl('file', 'show', String(id))).toMatchObject({ id, ownerName: 'Admin' });
    expect(await two.end('SIGTERM')).toBe(0);
  });

  it('starts a process again that dies', async () => {
    const one = await Launched.ready();
    const pid = Number(
      readdirSync('/proc').find((name) => {
        if (!/^\d+$/.test(name) || !existsSync(`/proc/${name}/environ`)) return false;
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return (
          line.includes('/apps/host/src/main.js') &&
          readFileSync(`/proc/${name}/environ`, 'utf8').includes(dataDir)
        );
      }),
    );
    process.kill(pid, 'SIGKILL');
    await one.says(/host ended \(SIGKILL\)[^]*host is back/);
    expect((await fetch(`${addresses()['host']}/readyz`)).status).toBe(200);
  });

  it('ends in one sentence when a port is in use, and leaves nothing running', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const one = Launched.spawn({ PROXY_LISTEN: `127.0.0.1:${port}` });
    expect(await one.ended).toBe(1);
    expect(one.output.trim().split('\n').at(-1)).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${port} is already in use.*PROXY_LISTEN`),
    );
    expect(leftOver()).toEqual([]);
    holder.close();
  });

  it('ends in one sentence when a variable is wrong', async () => {
    const one = Launched.spawn({ WOPI_PROOF: 'maybe', MAX_FILE_MIB: 'many' });
    expect(await one.ended).toBe(1);
    expect(one.output).toMatch(
      /^These settings are wrong:\n {2}WOPI_PROOF must be[^\n]*\n {2}MAX_FILE_MIB must be[^\n]*\n$/,
    );
  });

  it('ends in one sentence when the database does not answer', async () => {
    const one = Launched.spawn({ DATABASE_URL: 'postgres://u:p@127.0.0.1:9/nowhere' });
    expect(await one.ended).toBe(1);
    expect(one.output.trim().split('\n').at(-1)).toBe(
      'The database cannot be used: nothing answers at its address.',
    );
  });

  it('has no sandbox and shows no password in production', async () => {
    const one = await Launched.ready({
      NODE_ENV: 'production',
      WOPI_CLIENTS: 'oos=office-online-server@https://oos.example.com/hosting/discovery',
    });
    expect(addresses()).not.toHaveProperty('sandbox');
    expect(one.output).not.toMatch(/sandbox|password \S{16}/i);
  });

  it('can be stopped while it is still starting', async () => {
    const one = Launched.spawn();
    await one.says(/Starting .*host/);
    expect(await one.end('SIGTERM')).toBe(0);
    expect(leftOver()).toEqual([]);
  });
});
