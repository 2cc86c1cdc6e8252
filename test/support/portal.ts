import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { DatabaseModule, Db } from '#database';
import { DiscoveryService, DiscoveryUnavailable } from '#discovery';
import { FilesModule } from '#files';
import { type RunningServer, serve } from '#http-server';
import { IdentityModule, type IdentityOptions, UsersService } from '#identity';
import { OutgoingModule } from '#outgoing';
import { PortalApiModule, portalHostOnly } from '#portal-api';
import { FsStorageModule } from '#storage-fs';
import { DEFAULT_TENANT_ID } from '#tenants';
import { TokensModule } from '#tokens';
import { cloneDatabase, type DatabaseClone } from './database.js';
import { givePassword } from './passwords.js';
import { freePorts } from './processes.js';

export const PASSWORD = 'correct horse battery staple';
export const MAX_FILE_BYTES = 1024 * 1024;

/** A form that a host page has posted to the office server. */
export interface PostedForm {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly fields: URLSearchParams;
}

/** Stands for an office server: shows `page` in its frame and remembers what was posted into it. */
export class OfficeServer {
  readonly posted: PostedForm[] = [];
  page = '<!doctype html><title>Office</title><p id="office">Office</p>';
  /** Sent as the client's address of an action on .docx files, and for the favicon. */
  urlsrc = '';
  favIconUrl = '';
  /** Whether its discovery can be had. */
  reachable = true;

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<OfficeServer> {
    const server = createServer();
    const port = await listen(server, 0);
    const office = new OfficeServer(server, `http://127.0.0.1:${port}`);
    office.urlsrc = `${office.origin}/edit?<ui=UI_LLCC&>`;
    office.favIconUrl = `${office.origin}/favicon.ico`;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const fields = new URLSearchParams(Buffer.concat(chunks).toString());
        if (request.method === 'POST')
          office.posted.push({ url: request.url!, headers: request.headers, fields });
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(office.page);
      });
    });
    return office;
  }

  /** In the place of `#discovery`, whose own tests cover the way from a server's XML to these answers. */
  asDiscovery(): Pick<DiscoveryService, 'clients' | 'client' | 'actionFor'> {
    const client = { name: 'office', profile: 'microsoft365', discoveryUrl: this.origin } as const;
    return {
      clients: [client],
      client: () => client,
      actionFor: async (name, extension) => {
        if (!this.reachable) throw new DiscoveryUnavailable(name);
        const { urlsrc, favIconUrl } = this;
        return extension === 'docx' ? { client, urlsrc, favIconUrl, appName: 'Word' } : undefined;
      },
    };
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** How people may sign in, beside the usual. */
export type SignInOptions = Pick<IdentityOptions, 'openId' | 'breakGlassLogin' | 'secondFactor'>;

/** Signed in: what a browser would hold. */
export interface Visitor {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** The portal on a database of its own, in this process. */
export class Portal {
  private constructor(
    /** `http://localhost:…`; the WOPI name of the same server is `hostUrl`. */
    readonly url: string,
    readonly hostUrl: string,
    readonly office: OfficeServer,
    private readonly server: RunningServer,
    private readonly database: DatabaseClone,
    private readonly directory: string,
  ) {}

  /** @param signInAt told the portal's address */
  static async start(
    webRoot?: string,
    signInAt?: (portalUrl: string) => Promise<SignInOptions>,
  ): Promise<Portal> {
    const [office, database] = await Promise.all([OfficeServer.start(), cloneDatabase()]);
    const directory = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-portal-'));
    const [port] = await freePorts(1);
    const [url, hostUrl] = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
    const module = portalModule(
      database.url,
      url,
      hostUrl,
      directory,
      webRoot ?? (await fakePages(directory)),
      office,
      await signInAt?.(url),
    );
    const server = await serve(module, {
      name: 'host',
      host: '127.0.0.1',
      port: port!,
      logLevel: 'silent',
      configure: (app) => void app.use(portalHostOnly(url, hostUrl)),
    });
    return new Portal(url, hostUrl, office, server, database, directory);
  }

  /** Something of the running process. */
  service<T>(type: abstract new (...args: never[]) => T): T {
    return this.server.app.get(type);
  }

  get db(): Db {
    return this.server.app.get(Db);
  }

  /** Makes the account first when there is none. */
  async signIn(login: string): Promise<Visitor> {
    await this.member(login);
    const response = await this.fetch('POST', '/api/portal/sign-in', { json: { login, password: PASSWORD } });
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return { csrfToken, cookie: response.headers.get('set-cookie')!.split(';')[0]! };
  }

  async member(login: string): Promise<string> {
    const users = this.server.app.get(UsersService);
    const known = await users.find(login);
    if (known) return known.id;
    const { id } = await users.ensureUser(login, login[0]!.toUpperCase() + login.slice(1));
    await givePassword(this.server.app, id, PASSWORD);
    return id;
  }

  /** A request as the portal's own pages make it, unless `headers` say otherwise. */
  fetch(
    method: string,
    target: string,
    more: { as?: Visitor; json?: unknown; body?: Buffer; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const { as, json, body } = more;
    return fetch(new URL(target, this.url), {
      method,
      redirect: 'manual',
      headers: {
        ...(as ? { Cookie: as.cookie, 'X-CSRF-Token': as.csrfToken } : {}),
        ...(method === 'GET' ? {} : { Origin: this.url }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...more.headers,
      },
      body: json === undefined ? (body as Buffer<ArrayBuffer> | undefined) : JSON.stringify(json),
    });
  }

  /** Answers the new file's id. */
  async upload(as: Visitor, name: string, content = 'content'): Promise<string> {
    const target = `/api/portal/files?name=${encodeURIComponent(name)}`;
    const response = await this.fetch('POST', target, { as, body: Buffer.from(content) });
    return ((await response.json()) as { id: string }).id;
  }

  /** As if this person's save of the file had been refused; answers the id in the recovery bin. */
  async refuseSave(as: Visitor, fileId: string, text: string): Promise<string> {
    const source = await this.upload(as, `${randomUUID()}.docx`, text);
    const [row] = await this.db.query<{ id: string }>(
      `insert into recovered_saves (tenant_id, file_id, author_id, session_id, client, reason, size, sha256, blob_key)
       select $1, $2, v.author_id, gen_random_uuid(), 'office', 'lock_lost', v.size, v.sha256, v.blob_key
       from versions v where v.file_id = $3 returning recovered_id as id`,
      [DEFAULT_TENANT_ID, fileId, source],
    );
    return row!.id;
  }

  async stop(): Promise<void> {
    await this.server.close();
    await Promise.all([this.office.stop(), this.database.drop(), rm(this.directory, { recursive: true })]);
  }
}

@Global()
@Module({})
class FakeDiscoveryModule {
  static of(office: OfficeServer): DynamicModule {
    const provider = { provide: DiscoveryService, useValue: office.asDiscovery() };
    return { module: FakeDiscoveryModule, providers: [provider], exports: [DiscoveryService] };
  }
}

@Module({})
class PortalTestModule {}

function portalModule(
  databaseUrl: string,
  portalUrl: string,
  hostUrl: string,
  directory: string,
  webRoot: string,
  office: OfficeServer,
  signIn: SignInOptions = {},
): DynamicModule {
  const common = { tenantId: DEFAULT_TENANT_ID, maxFileBytes: MAX_FILE_BYTES, route: 'direct' as const };
  return {
    module: PortalTestModule,
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, applicationName: 'portal-test' }),
      AuditModule.forRoot({ process: 'host' }),
      FakeDiscoveryModule.of(office),
      TokensModule.forRoot({ encryptionKey: 'k'.repeat(43), lifeSeconds: 36_000 }),
      FsStorageModule.forRoot({ root: path.join(directory, 'blobs') }),
      FilesModule.forRoot({ ...common, hostUrl, portalUrl }),
      AccessModule.forRoot({ tenantId: DEFAULT_TENANT_ID }),
      OutgoingModule.forRoot({ userAgent: 'portal-test' }),
      IdentityModule.forRoot({
        tenantId: DEFAULT_TENANT_ID,
        portalOrigin: portalUrl,
        secureCookies: false,
        secondFactor: { encryptionKey: 'k'.repeat(43), requiredFor: [] },
        ...signIn,
      }),
      PortalApiModule.forRoot({
        ...common,
        webRoot,
        clients: ['office'],
        adminKeys: true,
        secondFactors: true,
        ...(signIn.openId && { openIdName: 'Contoso' }),
      }),
    ],
  };
}

async function fakePages(directory: string): Promise<string> {
  const webRoot = path.join(directory, 'web');
  await mkdir(path.join(webRoot, 'assets'), { recursive: true });
  await writeFile(path.join(webRoot, 'index.html'), '<!doctype html><title>Portal</title>');
  await writeFile(path.join(webRoot, 'assets', 'index-AbC123.js'), 'export {};');
  return webRoot;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}
