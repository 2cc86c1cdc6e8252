import { Readable } from 'node:stream';
import { OutgoingError } from './outgoing-error.js';
import type { Pace } from './outgoing-request.js';

/** What a borrowed body is held to. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly pace: Pace | undefined;
}

/**
 * The body of somebody else's request, lent to undici, which destroys the body of a request that ends early. Destroying an
 * IncomingMessage would cut the very connection that the answer must take, so only this stand-in is destroyed.
 */
export class BorrowedBody extends Readable {
  bytes = 0;
  #given = false;
  /** It has to wait for its pace. */
  #held = false;

  constructor(
    private readonly source: Readable,
    private readonly limits: BodyLimits = { maxBytes: Infinity, pace: undefined },
  ) {
    super({ highWaterMark: 64 * 1024 });
    source
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onBroken)
      .on('close', this.#onBroken);
    source.pause();
    if (source.readableEnded) this.push(null);
    else if (source.destroyed) process.nextTick(this.#onBroken);
    // Whoever reads it hears of an error by its own listener; without this one an error after the end of the exchange would be thrown.
    this.on('error', () => undefined);
  }

  override _read(): void {
    if (!this.#held) this.source.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.giveBack();
    done(error);
  }

  /** Lets go of the source and reads the rest of it into nothing. */
  giveBack(): void {
    if (this.#given) return;
    this.#given = true;
    const { source } = this;
    source
      .off('data', this.#onData)
      .off('end', this.#onEnd)
      .off('error', this.#onBroken)
      .off('close', this.#onBroken);
    source.on('error', () => undefined);
    source.resume();
  }

  #onData = (chunk: Buffer): void => {
    const { maxBytes, pace } = this.limits;
    if (this.bytes + chunk.length > maxBytes) {
      this.destroy(new OutgoingError('request_too_large', "The request's body is too large."));
      return;
    }
    this.bytes += chunk.length;
    const wants = this.push(chunk);
    this.#held = !(pace?.(chunk.length, this.#go) ?? true);
    if (this.#held || !wants) this.source.pause();
  };

  #go = (): void => {
    this.#held = false;
    if (this.readableLength < this.readableHighWaterMark) this.source.resume();
  };

  #onEnd = (): void => {
    this.push(null);
  };

  #onBroken = (cause?: Error): void => {
    if (this.source.readableEnded) return;
    this.destroy(
      new OutgoingError(
        'request_body',
        'The sender of the request broke off.',
        cause ? { cause } : undefined,
      ),
    );
  };
}
