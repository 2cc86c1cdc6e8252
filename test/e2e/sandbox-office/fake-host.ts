import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  chooseAction,
  fillActionUrl,
  findOperation,
  parseDiscovery,
  proofKeySet,
  verifyProof,
  type Discovery,
  type ProofKeySet,
} from '#wopi-protocol';

export const TOKEN = "canary-token+/=!'()*~x";

export interface FakeFile {
  name: string;
  bytes: Buffer;
  lock: string;
  version: number;
  info?: Record<string, unknown>;
}

export interface SeenCall {
  readonly operation: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** The least that a WOPI host is: files with a lock each, in memory. It checks every proof and takes note of every call. */
export class FakeHost {
  readonly files = new Map<string, FakeFile>();
  readonly calls: SeenCall[] = [];
  /** Answers instead of the host, or leaves it to it. */
  intercept: (operation: string, file: FakeFile) => { status: number; lock?: string } | undefined = () =>
    undefined;
  url = '';
  private discovery: Discovery = { zones: [] };
  private keys: ProofKeySet | undefined;
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async learn(sandboxUrl: string): Promise<Discovery> {
    this.discovery = parseDiscovery(await (await fetch(`${sandboxUrl}/hosting/discovery`)).text());
    if (this.discovery.proofKey) this.keys = proofKeySet(this.discovery.proofKey);
    return this.discovery;
  }

  add(id: string, name: string, content: Uint8Array | string, info?: Record<string, unknown>): FakeFile {
    const file = { name, bytes: Buffer.from(content), lock: '', version: 1, info };
    this.files.set(id, file);
    return file;
  }

  operations(): string[] {
    return this.calls.map((call) => `${call.operation} ${call.status}`);
  }

  /** Where the host page posts the form. */
  actionUrl(id: string, action: 'view' | 'edit', extras: { sessionContext?: string } = {}): string {
    const ext = this.files.get(id)?.name.split('.').at(-1) ?? '';
    const chosen = chooseAction(this.discovery, { ext, action });
    if (!chosen) throw new Error(`no ${action} for ${ext}`);
    const wopiSrc = `${this.url}/wopi/files/${id}`;
    return fillActionUrl(chosen.action.urlsrc, { wopiSrc, ui: 'en-GB', rs: 'en-GB', ...extras });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', this.url);
    if (url.pathname === '/host') return this.hostPage(url, response);
    const [, resource = '', id = '', suffix = ''] =
      /^\/wopi\/(files)\/([^/]+)(\/contents)?$/.exec(url.pathname) ?? [];
    const override = request.headers['x-wopi-override'] as string | undefined;
    const operation =
      findOperation({ resource, method: request.method ?? '', suffix, override })?.name ?? '?';
    const file = this.files.get(decodeURIComponent(id));
    const reply =
      this.refusal(request, url) ?? this.serve(operation, file, request.headers, Buffer.concat(chunks));
    this.calls.push({ operation, status: reply.status, headers: request.headers });
    response.statusCode = reply.status;
    if (reply.lock !== undefined) response.setHeader('X-WOPI-Lock', reply.lock);
    if (file) response.setHeader('X-WOPI-ItemVersion', `v${file.version}`);
    response.end(reply.body);
  }

  private refusal(request: IncomingMessage, url: URL): Reply | undefined {
    const accessToken = /[?&]access_token=([^&]*)/.exec(request.url ?? '')?.[1] ?? '';
    const one = (name: string) => request.headers[name] as string | undefined;
    const { current, old } = this.keys ?? {};
    if (!current || !old) return { status: 500 };
    const [proof, proofOld, timestamp] = ['x-wopi-proof', 'x-wopi-proofold', 'x-wopi-timestamp'].map(one);
    const signed = { url: this.url + request.url, accessToken };
    const byCurrent = verifyProof({ ...signed, headers: { proof, timestamp } }, { current });
    const byOld = verifyProof({ ...signed, headers: { proof: proofOld, timestamp } }, { current: old });
    if (!byCurrent.ok || !byOld.ok) return { status: 500 };
    const same = one('authorization') === `Bearer ${TOKEN}` && url.searchParams.get('access_token') === TOKEN;
    return same ? undefined : { status: 401 };
  }

  private serve(
    operation: string,
    file: FakeFile | undefined,
    headers: IncomingHttpHeaders,
    body: Buffer,
  ): Reply {
    if (!file) return { status: 404 };
    const intercepted = this.intercept(operation, file);
    if (intercepted) return intercepted;
    const lock = headers['x-wopi-lock'] as string | undefined;
    const held = file.lock === lock ? undefined : { status: 409, lock: file.lock };
    switch (operation) {
      case 'CheckFileInfo':
        return { status: 200, body: JSON.stringify(this.info(file)) };
      case 'GetFile':
        return { status: 200, body: file.bytes };
      case 'Lock':
        if (file.lock !== '' && held) return held;
        file.lock = lock ?? '';
        return { status: 200 };
      case 'RefreshLock':
        return held ?? { status: 200 };
      case 'Unlock':
        if (!held) file.lock = '';
        return held ?? { status: 200 };
      case 'PutFile':
        if (held) return held;
        file.bytes = body;
        file.version += 1;
        return { status: 200 };
      default:
        return { status: 501 };
    }
  }

  private info(file: FakeFile): Record<string, unknown> {
    return {
      BaseFileName: file.name,
      Size: file.bytes.length,
      Version: `v${file.version}`,
      OwnerId: 'owner',
      UserId: 'ada1',
      UserFriendlyName: 'Ada Lovelace',
      UserCanWrite: true,
      SupportsLocks: true,
      SupportsUpdate: true,
      BreadcrumbFolderName: 'Team documents',
      PostMessageOrigin: this.url,
      ...file.info,
    };
  }

  /** A page that does what a host page does; the messages of the frame are collected in `window.messages`. */
  private hostPage(url: URL, response: ServerResponse): void {
    const action = this.actionUrl(url.searchParams.get('id') ?? '', url.searchParams.get('action') as 'edit');
    const escape = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><style>body{margin:0}iframe{border:0;width:100vw;height:100vh;display:block}</style>
<form action="${escape(action)}" method="post" target="office"><input type="hidden" name="access_token" value="${escape(TOKEN)}">
<input type="hidden" name="access_token_ttl" value="${Date.now() + 3_600_000}"></form>
<iframe name="office" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation allow-popups-to-escape-sandbox allow-downloads allow-modals"></iframe>
<script>window.messages=[];addEventListener('message',e=>messages.push({origin:e.origin,data:e.data}));document.forms[0].submit()</script>`);
  }
}

interface Reply {
  readonly status: number;
  readonly lock?: string;
  readonly body?: string | Buffer;
}
