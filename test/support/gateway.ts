import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import pg from 'pg';
import type { UpstreamMode } from '#wopi-protocol';
import { nodeOptions } from '../../apps/local/src/node-options.js';
import { OfficeDiscovery } from './office-discovery.js';
import type { DatabaseClone } from './postgres.js';
import { freePorts, stopProcess } from './processes.js';
import { WopiClient } from './wopi-client.js';

/** Tests run from the sources, the bench from dist/: both start in the installation's folder. */
const ROOT = process.cwd();

export interface GatewayOptions {
  /** Host processes on one database; 1 unless told. */
  readonly hosts?: number;
  readonly proxy?: boolean;
  readonly mode?: UpstreamMode;
  /** Profile of the client that the test plays; `microsoft365` unless told. */
  readonly profile?: string;
  /** Further clients that the test plays, each with its profile. */
  readonly clients?: Readonly<Record<string, string>>;
  /** Editors that are no part of the test, each in the form of WOPI_CLIENTS. */
  readonly editors?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gets what the processes write to standard output and error, which is the test's own unless told. */
  readonly output?: (text: string) => void;
}

export interface OpenedSession {
  readonly sessionId: string;
  readonly wopiSrc: string;
  readonly accessToken: string;
  readonly accessTokenTtl: number;
  readonly hostPageUrl: string;
  readonly actionUrl?: string;
}

export interface SessionWish {
  readonly user?: string;
  readonly action?: 'view' | 'edit';
  readonly direct?: boolean;
  readonly client?: string;
  readonly deny?: readonly string[];
}

/** The built processes of a whole installation, each a real one, with the test in the place of the office server. */
export class Gateway {
  readonly #processes: ChildProcess[] = [];
  /** The running host processes, in the order of `hostUrls`. */
  readonly hosts: ChildProcess[] = [];
  adminProcess: ChildProcess | undefined;
  proxyProcess: ChildProcess | undefined;

  private constructor(
    private readonly options: GatewayOptions,
    readonly office: OfficeDiscovery,
    readonly database: DatabaseClone,
    readonly dataDir: string,
    private readonly env: Record<string, string>,
    private readonly adminKey: string,
    readonly hostUrls: string[],
    readonly adminUrl: string,
    readonly proxyUrl: string,
  ) {}

  static async start(database: DatabaseClone, options: GatewayOptions): Promise<Gateway> {
    const office = await OfficeDiscovery.start();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-e2e-'));
    const ports = await freePorts((options.hosts ?? 1) + 2);
    const [admin, proxy, ...hosts] = ports.map((port) => `127.0.0.1:${port}`);
    const adminKey = randomBytes(32).toString('base64url');
    const proxySecret = randomBytes(48).toString('base64url');
    const env = {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
      ADMIN_API_KEY: adminKey,
      ADMIN_LISTEN: admin!,
      PROXY_LISTEN: proxy!,
      HOST_PUBLIC_URL: `http://${hosts[0]}`,
      PORTAL_PUBLIC_URL: `http://localhost:${hosts[0]!.split(':')[1]}`,
      WOPI_CLIENTS: Object.entries({ office: options.profile ?? 'microsoft365', ...options.clients })
        .map(([name, profile]) => `${name}=${profile}@${office.url}`)
        .concat(options.editors ?? [])
        .join(),
      ...(options.proxy ? { WOPI_PROXY_URL: `http://${proxy}`, WOPI_PROXY_SECRET: proxySecret } : {}),
      ...(options.mode ? { WOPI_PROXY_MODE: options.mode } : {}),
      ...options.env,
    };
    const hostUrls = hosts.map((host) => `http://${host}`);
    const urls = [`http://${admin}`, `http://${proxy}`] as const;
    const gateway = new Gateway(options, office, database, dataDir, env, adminKey, hostUrls, ...urls);
    await gateway.startProcesses(proxySecret);
    return gateway;
  }

  /** Puts a file in place; answers its id. */
  async putFile(name: string, content: Buffer, owner = 'admin'): Promise<string> {
    const query = new URLSearchParams({ name, owner });
    const file = await this.admin<{ id: string }>('POST', `/files?${query}`, content);
    return file.id;
  }

  openSession(file: string, wish: SessionWish = {}): Promise<OpenedSession> {
    return this.admin('POST', '/sessions', { file, user: 'alice', direct: !this.options.proxy, ...wish });
  }

  /** A client for a new session of a file, calling where its WOPISrc says. */
  async client(file: string, wish: SessionWish = {}): Promise<WopiClient> {
    const { wopiSrc, accessToken } = await this.openSession(file, wish);
    return new WopiClient(wopiSrc, accessToken, this.office.keys);
  }

  /** A call of the admin API; a Buffer is sent as it is, anything else as JSON. @throws for any status above 299 */
  async admin<T>(
    method: string,
    target: string,
    body?: Buffer | object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const json = body !== undefined && !Buffer.isBuffer(body);
    const response = await fetch(`${this.adminUrl}/admin/v1${target}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.adminKey}`,
        ...(json ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      body: json ? JSON.stringify(body) : (body as Buffer<ArrayBuffer> | undefined),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** One statement on the installation's database. */
  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client(this.database.url);
    await client.connect();
    try {
      return (await client.query(text, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** The environment of the installation's processes, with changes. */
  environment(changes: Record<string, string> = {}): Record<string, string> {
    return { ...this.env, ...changes };
  }

  /** Keys of the blobs on the disk, in order. */
  async blobs(): Promise<string[]> {
    const root = path.join(this.dataDir, 'blobs');
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
  }

  /** Starts one more process with the environment of the others; resolves once it listens. */
  spawn(app: 'host' | 'proxy' | 'admin', env: Record<string, string> = {}): Promise<ChildProcess> {
    const main = path.join(ROOT, 'dist', 'apps', app, 'src', 'main.js');
    const { output } = this.options;
    const stream = output ? 'pipe' : 'inherit';
    const child = fork(main, {
      cwd: ROOT,
      env: this.environment(env),
      execArgv: nodeOptions(app),
      stdio: ['ignore', stream, stream, 'ipc'],
    });
    if (output)
      for (const lines of [child.stdout!, child.stderr!]) lines.setEncoding('utf8').on('data', output);
    this.#processes.push(child);
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve(child));
      child.once('exit', (code, signal) =>
        reject(new Error(`${app} ended with ${code ?? signal} before it listened`)),
      );
    });
  }

  /** Replaces a process by a new one of the same kind and address, the old one first asked to stop; answers the new one. */
  async restart(
    old: ChildProcess,
    app: 'host' | 'proxy' | 'admin',
    env: Record<string, string>,
  ): Promise<ChildProcess> {
    await stopProcess(old);
    if (old.exitCode !== 0) throw new Error(`${app} ended with ${old.exitCode ?? old.signalCode}`);
    return this.spawn(app, env);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map(stopProcess));
    await Promise.all([
      this.office.stop(),
      this.database.drop(),
      rm(this.dataDir, { recursive: true, force: true }),
    ]);
  }

  private async startProcesses(proxySecret: string): Promise<void> {
    const listen = (url: string) => ({ HOST_LISTEN: new URL(url).host });
    const [admin, ...hosts] = await Promise.all([
      this.spawn('admin'),
      ...this.hostUrls.map((url) => this.spawn('host', listen(url))),
    ]);
    this.adminProcess = admin;
    this.hosts.push(...hosts);
    if (!this.options.proxy) return;
    const mode = this.options.mode ?? 'transparent';
    await this.admin('POST', '/tenants', { name: 'acme', plan: 'business' });
    const url = `${this.env['HOST_PUBLIC_URL']}/wopi/files/`;
    await this.admin('POST', '/tenants/acme/instances', { filesUrl: url, mode, privateNetwork: true });
    await this.admin('POST', '/tenants/acme/keys', { secret: proxySecret });
    this.proxyProcess = await this.spawn('proxy');
  }
}
