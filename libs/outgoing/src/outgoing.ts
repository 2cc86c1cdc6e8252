import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { BorrowedBody } from './borrowed-body.js';
import { systemResolve } from './checked-connector.js';
import { Exchange } from './exchange.js';
import { type FetchedText, type FetchTextOptions, TextSink } from './fetch-text.js';
import { OutgoingError } from './outgoing-error.js';
import { OUTGOING_OPTIONS, type OutgoingOptions } from './outgoing-options.js';
import { fullPolicy, type OutgoingPolicy } from './outgoing-policy.js';
import {
  type OutgoingRequest,
  requestHeaders,
  requestMethod,
  requestTarget,
  saysEmpty,
} from './outgoing-request.js';
import type { OutgoingHead, OutgoingSink, OutgoingTotals } from './outgoing-sink.js';
import { peerCertificate, type PeerCertificate } from './peer-certificate.js';
import { Pools, type PoolsOptions } from './pools.js';
import { Relay, type Relayed, type RelayedHead } from './relay.js';
import { type OutgoingResponse, ResponseBody } from './response-body.js';
import { type UpgradeAnswer, websocketUpgrade } from './websocket-upgrade.js';

const CONNECTIONS_PER_ORIGIN = 64;
const CONNECTION_LIFE_MS = 60_000;

/**
 * The one way out: every HTTP request that a process makes goes through here. The address is resolved, checked against the policy and
 * pinned; TLS is verified; redirects are answers like any other; times and sizes are bounded; nothing is tried twice.
 */
@Injectable()
export class Outgoing implements OnApplicationShutdown {
  readonly #pools: Pools;
  readonly #trust: Pick<PoolsOptions, 'resolve' | 'extraCertificates'>;
  readonly #userAgent: string;

  constructor(@Inject(OUTGOING_OPTIONS) options: OutgoingOptions) {
    this.#userAgent = options.userAgent;
    this.#trust = {
      resolve: options.resolve ?? systemResolve(),
      extraCertificates: options.extraCertificates ?? [],
    };
    this.#pools = new Pools({
      ...this.#trust,
      connectionsPerOrigin: options.connectionsPerOrigin ?? CONNECTIONS_PER_ORIGIN,
      connectionLifeMs: options.connectionLifeMs ?? CONNECTION_LIFE_MS,
    });
  }

  /**
   * Sends a request and hands the answer to a sink piece by piece.
   * @throws OutgoingError, or what the sink threw
   */
  stream(request: OutgoingRequest, sink: OutgoingSink): Promise<OutgoingTotals> {
    return new Promise((resolve, reject) => {
      this.start(request, sink, (error, totals) => (error ? reject(error) : resolve(totals)));
    });
  }

  /**
   * Answers a client with a server's answer, each held back to the other's pace. `choose` sees the head and says what the client gets.
   * An error before the client got anything leaves its response untouched; later the client's connection is reset, so that a body cut
   * short is never taken for whole. A client that goes away ends the exchange (`aborted`).
   * @throws OutgoingError, or what `choose` threw
   */
  async relay(
    request: OutgoingRequest,
    response: ServerResponse,
    choose: (head: OutgoingHead) => RelayedHead,
  ): Promise<Relayed> {
    const sink = new Relay(response, choose);
    // A response closes after a good end too, and an error that nobody hears of is not cheap to make.
    const gone = () => {
      if (exchange && !exchange.over) exchange.fail(new OutgoingError('aborted', 'The client went away.'));
    };
    let exchange: Exchange | undefined;
    response.once('close', gone);
    try {
      const totals = await new Promise<OutgoingTotals>((resolve, reject) => {
        exchange = this.start(request, sink, (error, moved) => (error ? reject(error) : resolve(moved)));
        if (response.destroyed) gone();
      });
      const { collected } = sink;
      return { ...totals, head: sink.answer!, ...(collected && { collected }) };
    } finally {
      response.off('close', gone);
    }
  }

  /**
   * The head of the answer, and its body as a stream.
   * @throws OutgoingError until the head is here; later errors come from the body
   */
  request(request: OutgoingRequest): Promise<OutgoingResponse> {
    return new Promise((resolve, reject) => {
      const sink = new ResponseBody(resolve);
      // Whoever waits for the head hears of an error by the promise; whoever has it, by the body.
      sink.once('error', () => undefined);
      this.start(request, sink, (error) => {
        if (error) reject(error);
      });
    });
  }

  /**
   * A small answer, whole.
   * @throws OutgoingError `too_large` beyond `maxBytes`, `bad_response` when it is compressed
   */
  async fetchText(url: string, options: FetchTextOptions): Promise<FetchedText> {
    const { policy, maxBytes, timeoutMs, headers = [], signal } = options;
    const sink = new TextSink(maxBytes);
    await this.stream(
      {
        method: 'GET',
        url,
        headers: [...headers, ['Accept-Encoding', 'identity']],
        policy: { ...policy, totalTimeoutMs: timeoutMs },
        ...(signal && { signal }),
      },
      sink,
    );
    return sink.result();
  }

  /**
   * The certificate of a server, on a connection of its own.
   * @throws OutgoingError, `tls` where it would not be trusted for a request
   */
  certificate(url: string, policy: OutgoingPolicy): Promise<PeerCertificate> {
    const { allowPrivate, connectTimeoutMs, pinnedCertificates } = fullPolicy(policy);
    return peerCertificate(url, { ...this.#trust, allowPrivate, connectTimeoutMs, pinnedCertificates });
  }

  /**
   * Whether a server goes on by WebSocket, asked on a connection of its own that carries nothing else.
   * @throws OutgoingError where it answers nothing
   */
  websocket(url: string, policy: OutgoingPolicy): Promise<UpgradeAnswer> {
    const { pinnedCertificates, ...rest } = fullPolicy(policy);
    return websocketUpgrade(url, { ...this.#trust, ...rest, pinnedCertificates }, this.#userAgent);
  }

  /** Breaks off what is still under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.#pools.close();
  }

  /** @param settled called once, with the error if there was one; may be called before this method returns */
  private start(
    request: OutgoingRequest,
    sink: OutgoingSink,
    settled: (error: Error | undefined, totals: OutgoingTotals) => void,
  ): Exchange | undefined {
    const { signal } = request;
    const nothing = { status: 0, bytesSent: 0, bytesReceived: 0 };
    let exchange: Exchange;
    try {
      const policy = fullPolicy(request.policy);
      const method = requestMethod(request.method);
      const target = requestTarget(request.url);
      const headers = requestHeaders(request.headers ?? [], this.#userAgent);
      if (signal?.aborted) throw new OutgoingError('aborted', 'The request is no longer wanted.');
      const origin = this.#pools.enter(target.origin, policy);
      const body = bodyOf(request, headers);
      exchange = new Exchange({
        method,
        policy,
        sink,
        body: body instanceof BorrowedBody ? body : undefined,
        bodyBytes: Buffer.isBuffer(body) ? body.length : 0,
        signal,
        pace: request.pace,
        settled: (error, totals) => {
          origin.active--;
          settled(error, totals);
        },
      });
      const { path } = target;
      const { headersTimeoutMs, bodyIdleTimeoutMs } = policy;
      origin.pool.dispatch(
        {
          method,
          path,
          headers,
          // Of a stream undici needs no more than a Stream has, whatever its types say.
          body: body as Readable | Buffer | null,
          headersTimeout: headersTimeoutMs,
          bodyTimeout: bodyIdleTimeoutMs,
        },
        exchange,
      );
      exchange.waitForConnection();
    } catch (error) {
      settled(error as Error, nothing);
      return undefined;
    }
    return exchange;
  }
}

function bodyOf(
  { body, maxBodyBytes = Infinity, pace }: OutgoingRequest,
  headers: readonly string[],
): BorrowedBody | Buffer | null {
  if (body === null || body === undefined) return null;
  if (!(body instanceof Readable)) return Buffer.from(body as string);
  if (!saysEmpty(headers)) return new BorrowedBody(body, { maxBytes: maxBodyBytes, pace });
  body.resume();
  return null;
}
