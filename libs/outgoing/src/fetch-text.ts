import { OutgoingError } from './outgoing-error.js';
import type { OutgoingPolicy } from './outgoing-policy.js';
import type { OutgoingFlow, OutgoingHead, OutgoingSink } from './outgoing-sink.js';
import type { ResponseHeaders } from './response-headers.js';

export interface FetchTextOptions {
  readonly policy: OutgoingPolicy;
  readonly maxBytes: number;
  /** For everything, from the name to the last byte. */
  readonly timeoutMs: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly signal?: AbortSignal;
}

/** An answer of whatever status, with its body decoded as UTF-8. */
export interface FetchedText {
  readonly status: number;
  readonly text: string;
  readonly headers: ResponseHeaders;
}

/** Gathers a small body. It is asked for uncompressed and refused otherwise, so no few bytes can unfold to many. */
export class TextSink implements OutgoingSink {
  #head: OutgoingHead | undefined;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(private readonly maxBytes: number) {}

  head(head: OutgoingHead, _flow: OutgoingFlow): void {
    const encoding = head.headers.get('content-encoding') ?? '';
    if (!/^(?:identity)?$/i.test(encoding)) {
      throw new OutgoingError(
        'bad_response',
        'The server compresses its answer although it was asked not to.',
      );
    }
    if (Number(head.headers.get('content-length')) > this.maxBytes) throw tooLarge(this.maxBytes);
    this.#head = head;
  }

  data(chunk: Buffer): boolean {
    this.#size += chunk.length;
    if (this.#size > this.maxBytes) throw tooLarge(this.maxBytes);
    this.#chunks.push(chunk);
    return true;
  }

  end(): void {}

  result(): FetchedText {
    const { status, headers } = this.#head!;
    return { status, headers, text: new TextDecoder().decode(Buffer.concat(this.#chunks)) };
  }
}

function tooLarge(maxBytes: number): OutgoingError {
  return new OutgoingError('too_large', `The server's answer is larger than ${maxBytes} bytes.`);
}
