import type { Dispatcher } from 'undici';
import type { BorrowedBody } from './borrowed-body.js';
import { OutgoingError, outgoingError, type OutgoingStage } from './outgoing-error.js';
import type { Pace } from './outgoing-request.js';
import type { FullPolicy } from './outgoing-policy.js';
import type { OutgoingFlow, OutgoingSink, OutgoingTotals } from './outgoing-sink.js';
import { ResponseHeaders } from './response-headers.js';

export interface ExchangeOptions {
  readonly method: string;
  readonly policy: FullPolicy;
  readonly sink: OutgoingSink;
  readonly body: BorrowedBody | undefined;
  /** Length of a body that is not a stream. */
  readonly bodyBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly pace: Pace | undefined;
  /** Called once, whatever the outcome. */
  readonly settled: (error: Error | undefined, totals: OutgoingTotals) => void;
}

/** 1xx answers before the real one. */
const MOST_INFORMATIONAL = 16;

/**
 * One request on its way through undici: checks the answer's form, keeps the times, and hands all to the sink, ending exactly once.
 * It speaks the elder form of handlers, which is spared the object of all headers that the newer one is given for each answer.
 */
export class Exchange implements Dispatcher.DispatchHandler, OutgoingFlow {
  #abort: ((reason: Error) => void) | undefined;
  #goOn: (() => void) | undefined;
  #paused = false;
  #timer: NodeJS.Timeout | undefined;
  #stage: OutgoingStage = 'connecting';
  #over = false;
  #status = 0;
  #informational = 0;
  /** The answer has to wait for its pace. */
  #held = false;
  #wanted = true;
  #bytesReceived = 0;
  readonly #startedAt = performance.now();

  constructor(private readonly options: ExchangeOptions) {
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** To be called once it was handed to undici, which often has a connection at hand. */
  waitForConnection(): void {
    if (this.#over || this.#stage !== 'connecting') return;
    const { connectTimeoutMs, totalTimeoutMs } = this.options.policy;
    this.#timer = setTimeout(
      () => this.fail(new OutgoingError('timeout', 'The server did not accept a connection in time.')),
      Math.min(connectTimeoutMs, totalTimeoutMs),
    );
  }

  onConnect(abort: (reason?: Error) => void): void {
    // undici takes a throw for "not sent after all" and keeps the connection for the next request.
    if (this.#over) throw new OutgoingError('aborted', 'The request is no longer wanted.');
    this.#abort = abort;
    this.#stage = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.fail(new OutgoingError('timeout', 'The whole exchange with the server takes too long.')),
      Math.max(1, this.options.policy.totalTimeoutMs - (performance.now() - this.#startedAt)),
    );
  }

  onHeaders(status: number, rawHeaders: Buffer[], resume: () => void): boolean {
    if (!this.#over) this.head(status, rawHeaders, resume);
    return true;
  }

  private head(status: number, rawHeaders: Buffer[], resume: () => void): void {
    if (status < 200) {
      if (++this.#informational > MOST_INFORMATIONAL)
        this.fail(bad('The server sends interim answers without end.'));
      return;
    }
    this.#goOn = resume;
    this.#status = status;
    this.#stage = 'answering';
    const headers = ResponseHeaders.fromBytes(rawHeaders);
    const flaw = this.flawOf(status, headers);
    if (flaw) return this.fail(bad(flaw));
    this.guarded(() => this.options.sink.head({ status, headers }, this));
  }

  onData(chunk: Buffer): boolean {
    if (this.#over) return true;
    this.#bytesReceived += chunk.length;
    this.guarded(() => {
      this.#wanted = this.options.sink.data(chunk);
      this.#held = !(this.options.pace?.(chunk.length, this.#go) ?? true);
    });
    this.#paused = !this.#over && (!this.#wanted || this.#held);
    return !this.#paused;
  }

  onComplete(): void {
    if (this.#over) return;
    this.guarded(() => this.options.sink.end());
    this.settle(undefined);
  }

  onError(error: Error): void {
    this.fail(outgoingError(error, this.#stage));
  }

  resume(): void {
    this.#wanted = true;
    if (this.#over || this.#held || !this.#paused) return;
    this.#paused = false;
    this.#goOn?.();
  }

  abort(reason?: Error): void {
    this.end(reason ?? new OutgoingError('aborted', 'The request is no longer wanted.'));
  }

  /** Whether it has ended, in whatever way. */
  get over(): boolean {
    return this.#over;
  }

  /** Breaks off, and tells the sink. */
  fail(error: Error): void {
    if (this.end(error)) this.options.sink.failed?.(error);
  }

  #onAbort = (): void => {
    this.fail(new OutgoingError('aborted', 'The request is no longer wanted.'));
  };

  #go = (): void => {
    this.#held = false;
    if (this.#wanted) this.resume();
  };

  private end(error: Error): boolean {
    if (this.#over) return false;
    if (error instanceof OutgoingError) error.stage = this.#stage;
    this.settle(error);
    this.#abort?.(error);
    return true;
  }

  private settle(error: Error | undefined): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    const { signal, body, bodyBytes, settled } = this.options;
    signal?.removeEventListener('abort', this.#onAbort);
    body?.giveBack();
    const bytesSent = body ? body.bytes : this.#stage === 'connecting' ? 0 : bodyBytes;
    settled(error, { status: this.#status, bytesSent, bytesReceived: this.#bytesReceived });
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private flawOf(status: number, headers: ResponseHeaders): string | undefined {
    if (status === 204 || status === 304 || this.options.method === 'HEAD') return undefined;
    const codings = headers.all('transfer-encoding');
    // Whoever gets the body is not told of this hop's codings, and without chunks its end would be the connection's.
    if (codings.length > 0 && codings.join().toLowerCase() !== 'chunked')
      return 'The server packs its answer in a way that was not asked for.';
    // A success whose body only ends with the connection cannot be told from one that was cut.
    const endsByClosing = codings.length === 0 && !headers.has('content-length');
    return endsByClosing && status < 300 ? 'The server does not say how long its answer is.' : undefined;
  }
}

function bad(sentence: string): OutgoingError {
  return new OutgoingError('bad_response', sentence);
}
