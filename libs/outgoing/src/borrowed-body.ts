import { IncomingMessage } from 'node:http';
import { type Readable, Stream } from 'node:stream';
import { OutgoingError } from './outgoing-error.js';
import type { Pace } from './outgoing-request.js';
import { forget } from './passed-piece.js';

/** What a borrowed body is held to. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly pace: Pace | undefined;
}

/**
 * The body of somebody else's request, lent to undici, which destroys the body of a request that ends early. Destroying an
 * IncomingMessage would cut the very connection that the answer must take, so only this stand-in is destroyed.
 *
 * It keeps no bytes: each piece goes from the source to undici's socket in the moment in which it comes, and while it may not, the source
 * is what waits. Hence a plain Stream and no Readable, which has a store of its own and asks its source only when that has room.
 */
export class BorrowedBody extends Stream {
  bytes = 0;
  destroyed = false;
  /** undici takes pieces, which it does not before its connection is there. */
  #wanted = false;
  /** It has to wait for its pace. */
  #held = false;
  #given = false;
  #ended = false;
  /** What undici's socket did not take at once. Only of a request: nobody else holds what Node's parser made. */
  readonly #passing: Buffer[] | undefined;

  constructor(
    private readonly source: Readable,
    private readonly limits: BodyLimits = { maxBytes: Infinity, pace: undefined },
  ) {
    super();
    this.#passing = source instanceof IncomingMessage ? [] : undefined;
    source
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onBroken)
      .on('close', this.#onBroken);
    source.pause();
    if (source.destroyed && !source.readableEnded) process.nextTick(this.#onBroken);
    // Whoever reads it hears of an error by its own listener; without this one an error after the end of the exchange would be thrown.
    this.on('error', () => undefined);
  }

  /**
   * Once undici's socket has not taken a piece at once. When the kernel has, undici goes on before the next tick is over, and the
   * source never hears of it.
   */
  pause(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    process.nextTick(this.#settle);
  }

  /** At first, and then whenever undici's socket has sent all that it was given. */
  resume(): void {
    this.#wanted = true;
    this.#passing?.splice(0).forEach(forget);
    if (this.source.readableEnded) process.nextTick(this.#onEnd);
    else this.#settle();
  }

  destroy(error?: Error): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.giveBack();
    process.nextTick(() => {
      if (error) this.emit('error', error);
      this.emit('close');
    });
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

  #settle = (): void => {
    if (this.#given) return;
    if (this.#wanted && !this.#held) this.source.resume();
    else this.source.pause();
  };

  #onData = (chunk: Buffer): void => {
    const { maxBytes, pace } = this.limits;
    if (this.bytes + chunk.length > maxBytes) {
      this.destroy(new OutgoingError('request_too_large', "The request's body is too large."));
      return;
    }
    this.bytes += chunk.length;
    // A source that has its pieces at hand gives one after the other, and no tick comes in between.
    const unwanted = !this.#wanted;
    this.emit('data', chunk);
    if (!this.#wanted) this.#passing?.push(chunk);
    this.#held = !(pace?.(chunk.length, this.#go) ?? true);
    if (this.#held || unwanted) this.#settle();
  };

  #go = (): void => {
    this.#held = false;
    this.#settle();
  };

  /** An empty source ends without being asked: whoever asks later hears of it then. */
  #onEnd = (): void => {
    if (!this.#wanted || this.#ended || this.destroyed) return;
    this.#ended = true;
    this.emit('end');
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
