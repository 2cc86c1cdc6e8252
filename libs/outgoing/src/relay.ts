import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { OutgoingError } from './outgoing-error.js';
import type { OutgoingFlow, OutgoingHead, OutgoingSink, OutgoingTotals } from './outgoing-sink.js';
import { forget } from './passed-piece.js';

/**
 * What a client is to get of an answer: its head now and the body as it comes, of at most `maxBytes`; or nothing yet while at most
 * `collect` bytes are gathered.
 */
export type RelayedHead =
  | { readonly status: number; readonly headers: readonly string[]; readonly maxBytes?: number }
  | { readonly collect: number };

/** A finished relay. */
export interface Relayed extends OutgoingTotals {
  readonly head: OutgoingHead;
  /** The whole body where it was collected; then the client's response is untouched. */
  readonly collected?: Buffer;
}

/** What Node reads from a socket at once. */
const PIECE_BYTES = 64 * 1024;

/** Writes an answer into a client's response as fast as the client takes it. */
export class Relay implements OutgoingSink {
  answer: OutgoingHead | undefined;
  #flow: OutgoingFlow | undefined;
  #chunks: Buffer[] | undefined;
  #size = 0;
  #most = 0;
  #started = false;

  constructor(
    private readonly response: ServerResponse,
    private readonly choose: (head: OutgoingHead) => RelayedHead,
  ) {}

  head(head: OutgoingHead, flow: OutgoingFlow): void {
    this.answer = head;
    this.#flow = flow;
    const chosen = this.choose(head);
    if ('collect' in chosen) {
      this.#chunks = [];
      this.#most = chosen.collect;
      return;
    }
    this.#most = chosen.maxBytes ?? Infinity;
    this.response.writeHead(chosen.status, [...chosen.headers]);
    this.#started = true;
    this.response.on('drain', this.#onDrain);
  }

  data(chunk: Buffer): boolean {
    this.#size += chunk.length;
    if (this.#size > this.#most) throw new OutgoingError('too_large', "The server's answer is too large.");
    if (!this.#chunks) return this.write(chunk);
    this.#chunks.push(chunk);
    return true;
  }

  end(): void {
    if (!this.#started) return;
    this.response.off('drain', this.#onDrain);
    this.response.end();
  }

  failed(): void {
    if (this.#started) cutOff(this.response);
  }

  get collected(): Buffer | undefined {
    return this.#chunks && Buffer.concat(this.#chunks);
  }

  private write(chunk: Buffer): boolean {
    const { response } = this;
    // Destroyed by someone else a moment ago: its `close` is on the way, and a write would raise an error meanwhile.
    if (response.destroyed) return false;
    // A piece counts as waiting until the next tick, even one that the kernel took at once; only two of them have to wait.
    return response.write(chunk, () => forget(chunk)) || response.writableLength < 2 * PIECE_BYTES;
  }

  #onDrain = (): void => this.#flow?.resume();
}

/** Ends a response that is under way so that nobody can take what arrived for the whole: by a reset, not by an orderly end. */
function cutOff(response: ServerResponse): void {
  const { socket } = response;
  // A TLS socket cannot be reset; there the missing close notification tells.
  if (socket instanceof Socket && !('encrypted' in socket)) socket.resetAndDestroy();
  else response.destroy();
}
