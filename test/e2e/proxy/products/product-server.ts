import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { UpstreamMode } from '#wopi-protocol';
import { strangeIn } from './arrival.js';
import type { Product, ProductSettings } from './product.js';
import { answerTo, fileInfo, type StoredFile } from './wopi-files.js';

/** A small server that keeps to what is known of a customer's product, with files in memory. */
export class ProductServer {
  /** One for all files, with characters that have to be escaped in an address. */
  readonly accessToken = `${randomBytes(12).toString('hex')}+/=`;
  readonly files = new Map<string, StoredFile>();
  /** What was not as it should be in calls, whatever the product made of them. */
  readonly strange: string[] = [];
  settings!: ProductSettings;

  private constructor(
    readonly product: Product,
    private readonly mode: UpstreamMode,
    private readonly server: Server,
  ) {}

  static async start(product: Product, mode: UpstreamMode): Promise<ProductServer> {
    const server = createServer((request, response) => {
      self.serve(request, response).catch(() => response.destroy());
    });
    const self = new ProductServer(product, mode, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return self;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get filesUrl(): string {
    return this.origin + this.product.filesPath;
  }

  /** Puts a file in place; answers the WOPISrc that its page hands to the office server. */
  put(name: string, content: Buffer): string {
    const fileId = this.keep(name, content);
    return `${this.settings.proxyUrl}/wopi/files/${this.product.proxiedId(this.filesUrl, fileId, this.settings)}`;
  }

  /** What it says of a file in CheckFileInfo. */
  infoOf(fileId: string): Record<string, unknown> {
    return JSON.parse(String(fileInfo(this.files.get(fileId)!).body)) as Record<string, unknown>;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private keep(name: string, content: Buffer): string {
    const fileId = this.product.fileIdOf(name);
    this.files.set(fileId, { name, content, lock: '', version: 1 });
    return fileId;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { product, settings } = this;
    const target = request.url!;
    const [path, query = ''] = target.split('?') as [string, string?];
    const rest = path.startsWith(product.filesPath) ? path.slice(product.filesPath.length) : '';
    const [segment, suffix] = rest.split('/') as [string, string?];
    const fileId = product.ownIdIn(segment, settings);
    const accessToken = /(?:^|&)access_token=([^&]*)/.exec(query)?.[1] ?? '';
    const body = await buffer(request);
    const { method = '', headers } = request;
    const belowFiles = target.slice(product.filesPath.length);
    const call = { method, target, belowFiles, headers, accessToken };
    this.strange.push(...(await strangeIn(call, this.mode, settings)));
    const refuse = (status: number) => void response.writeHead(status, { 'Content-Length': 0 }).end();
    if (fileId === undefined || decodeURIComponent(accessToken) !== this.accessToken) return refuse(401);
    if (!product.trusts(call, settings)) return refuse(500);
    const file = this.files.get(fileId);
    if (!file) return refuse(404);
    const answer = answerTo({ method, suffix, headers, body }, file, (name, content) => {
      const url = product.urlOfNewFile(this.filesUrl, this.keep(name, content), settings);
      return `${url}?access_token=${encodeURIComponent(this.accessToken)}`;
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}
