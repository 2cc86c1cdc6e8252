import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '#config';
import type { RunningServer } from '#http-server';
import { type InstanceSettings, ProxyRegistry, TenantsService } from '#tenants';
import { discoveryProofKey, mintProxiedFileId, publishDiscovery, signProof } from '#wopi-protocol';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';
import { cloneDatabase } from '../../support/database.js';
import { freePorts } from '../../support/processes.js';
import { newProofPair } from '../../support/wopi-client.js';

export const PUBLIC_URL = 'https://office.proxy.example';

export type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** A request as the upstream got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** All values of a header, in order. */
  all(name: string): string[];
}

/** A real HTTP server that stands for a customer's instance. */
export interface TestUpstream {
  readonly server: Server;
  readonly filesUrl: string;
  readonly received: Received[];
  /** Called once the body is here; undefined `raw` below takes over before that. */
  answer: Handler;
  raw: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
}

async function listening(server: Server): Promise<number> {
  // One that is still free should the server be started again.
  const [port] = await freePorts(1);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port!;
}

const valuesOf = (raw: readonly string[], name: string): string[] =>
  raw.filter((_, i) => i % 2 === 1 && raw[i - 1]!.toLowerCase() === name.toLowerCase());

export async function startUpstream(): Promise<TestUpstream> {
  const server = createServer((incoming, response) => {
    if (upstream.raw) return upstream.raw(incoming, response);
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method, url, rawHeaders } = incoming;
      const body = Buffer.concat(chunks);
      const all = (name: string) => valuesOf(rawHeaders, name);
      upstream.received.push({ method: method!, url: url!, rawHeaders, body, all });
      upstream.answer(incoming, response, body);
    });
  });
  const port = await listening(server);
  const upstream: TestUpstream = {
    server,
    filesUrl: `http://127.0.0.1:${port}/index.php/apps/wopi/files/`,
    received: [],
    answer: (_, response) => void response.end(),
    raw: undefined,
  };
  return upstream;
}

export interface ProofKeyPair {
  current: KeyObject;
  old: KeyObject;
}

/** An Office client's discovery that publishes `keys`, which a test may rotate. */
async function startClient() {
  const keys: ProofKeyPair = newProofPair();
  const actions = [{ name: 'edit', ext: 'docx', urlsrc: 'https://office.example/we?<ui=UI_LLCC&>' }];
  const server = createServer((_, response) => {
    const discovery = {
      zones: [{ name: 'external-https', apps: [{ name: 'Word', actions }] }],
      proofKey: discoveryProofKey(keys.current, keys.old),
    };
    response.setHeader('Content-Type', 'text/xml').end(publishDiscovery(discovery));
  });
  const port = await listening(server);
  return { server, keys, discoveryUrl: `http://127.0.0.1:${port}/hosting/discovery`, rotateTo: (next: ProofKeyPair) => Object.assign(keys, next) }; // prettier-ignore
}

/** How a call differs from a good one. */
export interface CallOptions {
  readonly method?: string;
  readonly suffix?: string;
  /** With its question mark; `?access_token=…` of a random token unless told. */
  readonly query?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer;
  /** Another replica than the fixture's own. */
  readonly via?: string;
  /** Proof headers instead of good ones; none with `[]`. */
  readonly proof?: readonly (readonly [string, string])[];
}

export interface Answer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  header(name: string): string | undefined;
}

export const ANY_TOKEN = 'eyJ0.abc%2Bdef';

/** The target and the proof headers of a call as the client would send them. */
export class TestOffice {
  constructor(readonly keys: ProofKeyPair) {}

  proofFor(
    target: string,
    {
      now = Date.now(),
      origin = PUBLIC_URL,
      keys = this.keys,
    }: { now?: number; origin?: string; keys?: ProofKeyPair } = {},
  ): [string, string][] {
    const accessToken = /[?&]access_token=([^&]*)/.exec(target)?.[1] ?? '';
    return Object.entries(signProof({ url: origin + target, accessToken }, keys, now));
  }
}

export class ProxyFixture {
  readonly office: TestOffice;

  private constructor(
    readonly proxy: RunningServer,
    readonly client: Awaited<ReturnType<typeof startClient>>,
    readonly databaseUrl: string,
    readonly config: (env?: Record<string, string>) => ReturnType<typeof loadConfig>,
    private readonly drop: () => Promise<void>,
  ) {
    this.office = new TestOffice(client.keys);
  }

  static async start(env: Record<string, string> = {}): Promise<ProxyFixture> {
    const database = await cloneDatabase();
    const client = await startClient();
    const fixed = {
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ADMIN_API_KEY: randomBytes(32).toString('base64'),
      PROXY_LISTEN: '127.0.0.1:0',
      PROXY_PUBLIC_URL: PUBLIC_URL,
      WOPI_CLIENTS: `office=microsoft365@${client.discoveryUrl}`,
      LOG_LEVEL: 'silent',
    };
    const config = (more: Record<string, string> = {}) =>
      loadConfig({ ...fixed, ...env, ...more }, process.cwd());
    const proxy = await createProxy(config());
    return new ProxyFixture(proxy, client, database.url, config, database.drop);
  }

  get tenants(): TenantsService {
    return this.proxy.app.get(TenantsService);
  }

  get registry(): ProxyRegistry {
    return this.proxy.app.get(ProxyRegistry);
  }

  /** A tenant with one key and this instance, known to the proxy. */
  async addTenant(filesUrl: string, settings: Partial<InstanceSettings> = {}) {
    const { tenantId } = await this.tenants.addTenant({ name: `t ${randomUUID()} x`, plan: 'business' });
    const instance = await this.tenants.addInstance(tenantId, {
      filesUrl,
      privateNetwork: true,
      ...settings,
    });
    const { keyId, secret } = await this.tenants.addKey(tenantId);
    await this.eventually(() => this.registry.find(filesUrl)?.keys.some((key) => key.keyId === keyId));
    return { tenantId, instanceId: instance.instanceId, keyId, secret: Buffer.from(secret), filesUrl };
  }

  /** Waits for what a notification brings; the test's own time limit ends a wait in vain. */
  async eventually(read: () => unknown): Promise<void> {
    while (!(await read())) await sleep(5);
  }

  call(id: string, options: CallOptions = {}): Promise<Answer> {
    const { method = 'GET', suffix = '', query = `?access_token=${ANY_TOKEN}`, headers = [], body } = options;
    const { via = this.proxy.url } = options;
    const target = `/wopi/files/${id}${suffix}${query}`;
    const proof = options.proof ?? this.office.proofFor(target);
    const { host } = new URL(via);
    const all = [['Host', host], ...proof, ...headers].flat();
    if (body) all.push('Content-Length', String(body.length));
    else if (method === 'POST') all.push('Content-Length', '0');
    return new Promise((resolve, reject) => {
      const sent = request(via, { method, path: target, headers: all as never }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode, rawHeaders } = response;
          const header = (name: string) => valuesOf(rawHeaders, name)[0];
          resolve({ status: statusCode!, rawHeaders, body: Buffer.concat(chunks), header });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Sends bytes over a connection of their own and answers all that came back until it was closed. */
  bytes(text: string | Buffer): Promise<string> {
    const { hostname, port } = new URL(this.proxy.url);
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(port), hostname, () => void socket.write(text));
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('error', reject);
      socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    });
  }

  async close(): Promise<void> {
    await this.proxy.close();
    this.client.server.close();
    await this.drop();
  }
}

/** An id as the tenant's instance mints it. */
export const idFor = (tenant: { filesUrl: string; secret: Buffer }, fileId = '2147483647'): string =>
  mintProxiedFileId({ filesUrl: tenant.filesUrl, fileId }, tenant.secret, {
    headerOrder: 'typ,alg',
    escapedSlashes: false,
  });

export const stopServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
