import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { discoveryProofKey, publishDiscovery } from '#wopi-protocol';
import { newProofPair } from './wopi-client.js';

/** Collabora Online as far as its discovery, its capabilities and the conversion of documents. */
export class CollaboraServer {
  /** Whether it says that it converts. */
  converts = true;
  /** Status of its conversions. */
  status = 200;
  /** Whether it breaks off in the middle of an answer. */
  breaksOff = false;
  /** Whether what stands in front of it lets requests for a WebSocket through. */
  upgrades = true;
  /** Addresses that were asked for a WebSocket. */
  readonly sockets: string[] = [];
  /** Names under which documents came. */
  readonly names: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CollaboraServer> {
    const server = createServer((request, response) => void collabora.answer(request, response));
    const collabora = new CollaboraServer(server);
    server.on('upgrade', (request: IncomingMessage, socket: Socket) => collabora.upgrade(request, socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collabora;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** As WOPI_CLIENTS wants it. */
  get client(): string {
    return `office=collabora@${this.origin}/hosting/discovery`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request;
    const format = /^\/cool\/convert-to\/(\w+)$/.exec(url)?.[1];
    if (method === 'POST' && format) return this.convert(request, response, format);
    if (url === '/hosting/capabilities') {
      const told = { 'convert-to': { available: this.converts, endpoint: '/cool/convert-to' } };
      return void response.setHeader('Content-Type', 'application/json').end(JSON.stringify(told));
    }
    response.statusCode = url === '/hosting/discovery' ? 200 : 404;
    response.setHeader('Content-Type', 'text/xml').end(this.discovery());
  }

  /** Every document's connection is opened; what is wrong is told over it. */
  private upgrade({ url = '', headers }: IncomingMessage, socket: Socket): void {
    this.sockets.push(url);
    if (!this.upgrades) return void socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const head = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`];
    socket
      .on('error', () => undefined)
      .on('end', () => socket.end())
      .resume();
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${head.join('\r\n')}\r\n\r\n`);
  }

  /** The document is the one part of a form, called `data`, whose length is told beforehand. */
  private async convert(request: IncomingMessage, response: ServerResponse, format: string): Promise<void> {
    const body = await buffer(request);
    const boundary = /^multipart\/form-data; boundary=(\w+)$/.exec(
      request.headers['content-type'] ?? '',
    )?.[1];
    const form = new RegExp(
      `^--${boundary}\r\nContent-Disposition: form-data; name="data"; filename="([^"]+)"\r\nContent-Type: [^\r]+\r\n\r\n([^]*)\r\n--${boundary}--\r\n$`,
    ).exec(body.toString('latin1'));
    if (!form || Number(request.headers['content-length']) !== body.length)
      return void response.writeHead(400).end();
    this.names.push(form[1]!);
    response.writeHead(this.status, { 'Content-Type': 'application/octet-stream' });
    response.write(Buffer.from(`${format} of ${form[2]}`, 'latin1'));
    if (this.breaksOff) setImmediate(() => response.destroy());
    else response.end();
  }

  private discovery(): string {
    const { current, old } = this.keys;
    const action = { name: 'edit', ext: 'docx', urlsrc: `${this.origin}/browser/cool.html?` };
    return publishDiscovery({
      zones: [{ name: 'external-http', apps: [{ name: 'Writer', actions: [action] }] }],
      proofKey: discoveryProofKey(current, old),
    });
  }

  private readonly keys = newProofPair();
}
