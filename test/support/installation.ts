import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { freePorts, stopProcess } from './processes.js';

const run = promisify(execFile);

/** What `npm start` brings up, on ports and in a data directory of its own. */
export class Installation {
  private constructor(
    private readonly launcher: ChildProcess,
    private readonly env: NodeJS.ProcessEnv,
    readonly dataDir: string,
    readonly portalUrl: string,
    readonly proxyUrl: string,
    readonly hostUrl: string,
    readonly sandboxUrl: string,
  ) {}

  static async start(more: Record<string, string> = {}): Promise<Installation> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-start-'));
    const [host, proxy, admin, sandbox] = (await freePorts(4)).map((port) => `127.0.0.1:${port}`);
    const listen = {
      HOST_LISTEN: host!,
      PROXY_LISTEN: proxy!,
      ADMIN_LISTEN: admin!,
      SANDBOX_LISTEN: sandbox!,
    };
    const env = {
      ...process.env,
      NODE_ENV: '',
      VITEST: '',
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      ...listen,
      ...more,
    };
    const launcher = spawn(process.execPath, ['dist/apps/local/src/main.js'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await untilReady(launcher);
    const urls = [
      `http://localhost:${host!.split(':')[1]}`,
      `http://${proxy}`,
      `http://${host}`,
      `http://${sandbox}`,
    ] as const;
    return new Installation(launcher, env, dataDir, ...urls);
  }

  /** The generated password of the account `admin`. */
  async password(): Promise<string> {
    const secrets = JSON.parse(await readFile(path.join(this.dataDir, 'secrets.json'), 'utf8')) as {
      adminPassword: string;
    };
    return secrets.adminPassword;
  }

  /** Runs `bin/wopictl … --json` and answers what it printed. */
  async wopictl<T>(...args: string[]): Promise<T> {
    const { stdout } = await run('bin/wopictl', [...args, '--json'], { env: this.env });
    return JSON.parse(stdout) as T;
  }

  async stop(): Promise<void> {
    await stopProcess(this.launcher);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** The table of addresses is printed when everything is ready. */
function untilReady(launcher: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    launcher.stdout!.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('Ctrl+C')) resolve();
    });
    launcher.once('exit', (code) => reject(new Error(`the installation ended with ${code}: ${printed}`)));
  });
}
