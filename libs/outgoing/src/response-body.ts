import { Readable } from 'node:stream';
import type { OutgoingFlow, OutgoingHead, OutgoingSink } from './outgoing-sink.js';
import { OutgoingError } from './outgoing-error.js';
import type { ResponseHeaders } from './response-headers.js';

/** An answer whose body is still streaming. */
export interface OutgoingResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Must be read to its end or destroyed: until then it holds a connection. Errors when it is not whole, and never ends early. */
  readonly body: Readable;
}

/** The body of an answer as a stream that holds the server back while nobody reads. */
export class ResponseBody extends Readable implements OutgoingSink {
  #flow: OutgoingFlow | undefined;
  #whole = false;

  constructor(private readonly answered: (response: OutgoingResponse) => void) {
    super({ highWaterMark: 64 * 1024 });
  }

  head({ status, headers }: OutgoingHead, flow: OutgoingFlow): void {
    this.#flow = flow;
    this.answered({ status, headers, body: this });
  }

  data(chunk: Buffer): boolean {
    return this.push(chunk);
  }

  end(): void {
    this.#whole = true;
    this.push(null);
  }

  failed(error: Error): void {
    this.destroy(error);
  }

  override _read(): void {
    this.#flow?.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#whole)
      this.#flow?.abort(error ?? new OutgoingError('aborted', 'The request is no longer wanted.'));
    done(error);
  }
}
