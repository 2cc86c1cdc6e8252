import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

/** Answers a request, or calls `next`. */
export type Listener = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Slow senders of headers are cut off after this; bodies may take as long as a large save needs. */
const HEADERS_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_MS = 65_000;
/** Silence in the middle of a request or an answer: whoever is at the other end is gone. */
const IDLE_TIMEOUT_MS = 120_000;
/** Office sends the token twice, in the URL and as Authorization, beside a lock id of up to 1,024 characters. */
const MAX_HEADER_BYTES = 32 * 1024;

/**
 * Express re-parents every request and response with Object.setPrototypeOf. On Node 20 and 22 that costs about
 * 80 us of CPU per request; Node 24 made it cheap. Creating the objects with Express's own prototypes turns the
 * call into a no-op.
 */
export class FastExpressAdapter extends ExpressAdapter {
  #first: Listener = (_, __, next) => next();

  /** Has each request pass these, in this order, before it comes to Express. */
  before(...listeners: readonly Listener[]): void {
    this.#first = listeners.reduceRight<Listener>(
      (rest, listener) => (request, response, next) =>
        listener(request, response, () => rest(request, response, next)),
      (_, __, next) => next(),
    );
  }

  override initHttpServer(): void {
    const server = this.createServer();
    this.setHttpServer(server);
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = 0;
    server.timeout = IDLE_TIMEOUT_MS;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
  }

  private createServer(): Server {
    const app = this.getInstance() as RequestListener & { request: object; response: object };
    function Req(this: IncomingMessage, ...args: unknown[]): void {
      Reflect.apply(IncomingMessage, this, args);
    }
    Req.prototype = app.request;
    function Res(this: ServerResponse, ...args: unknown[]): void {
      Reflect.apply(ServerResponse, this, args);
    }
    Res.prototype = app.response;
    const classes = {
      IncomingMessage: Req as unknown as typeof IncomingMessage,
      ServerResponse: Res as unknown as typeof ServerResponse,
    };
    const fast = Number(process.versions.node.split('.')[0]) < 24 ? classes : {};
    return createServer(
      { ...fast, keepAlive: true, maxHeaderSize: MAX_HEADER_BYTES, highWaterMark: 64 * 1024 },
      (request, response) => this.#first(request, response, () => app(request as never, response as never)),
    );
  }
}
