import type { ResponseHeaders } from './response-headers.js';

/** The beginning of an answer. */
export interface OutgoingHead {
  readonly status: number;
  readonly headers: ResponseHeaders;
}

/** What a sink steers the answer with. */
export interface OutgoingFlow {
  /** Goes on after `data` answered false. */
  resume(): void;
  /** Breaks the exchange off; `failed` is not called for it. */
  abort(reason?: Error): void;
}

/**
 * Takes an answer piece by piece, on the hot path: called as `head`, `data`…, `end`, or `failed` in place of any of them.
 * Whatever `head`, `data` or `end` throws breaks the exchange off and comes out of `stream`'s promise.
 */
export interface OutgoingSink {
  head(head: OutgoingHead, flow: OutgoingFlow): void;
  /** Answers false to have no more until `flow.resume()`. The chunk may be kept. */
  data(chunk: Buffer): boolean;
  /** The body is whole. */
  end(): void;
  /** The exchange is over without being whole: before `head`, or in the middle of the body. */
  failed?(error: Error): void;
}

/** What an exchange moved. */
export interface OutgoingTotals {
  readonly status: number;
  /** Bytes of the request's body that were sent. */
  readonly bytesSent: number;
  /** Bytes of the answer's body. */
  readonly bytesReceived: number;
}
