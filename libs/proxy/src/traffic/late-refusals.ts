import type { EventEmitter } from 'node:events';
import { type Bucket, refilled } from './token-buckets.js';

/** Refusals of one tenant that are answered at once. */
const PROMPT = { perSecond: 10, burst: 20 };
const LATE_MS = 1_000;
/** Calls of one tenant, and of all, that may wait for their refusal; those beyond hear it at once. */
const MOST_WAITING = 256;
const MOST_WAITING_IN_ALL = 1_024;

/**
 * Answers the refusals of a tenant that earns many of them a second late. Clients that ask again as soon as they are refused ask
 * once a second then, and one tenant's refusals do not keep the process from serving the others.
 */
export class LateRefusals {
  static #waitingInAll = 0;
  #waiting = 0;
  #prompt: Bucket | undefined;

  /** Resolves when the client is to hear of a refusal, or its response was closed. */
  async due(response: EventEmitter): Promise<void> {
    if (this.isPrompt() || this.#waiting >= MOST_WAITING || LateRefusals.#waitingInAll >= MOST_WAITING_IN_ALL)
      return;
    this.#waiting += 1;
    LateRefusals.#waitingInAll += 1;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        response.off('close', done);
        resolve();
      };
      const timer = setTimeout(done, LATE_MS);
      response.once('close', done);
    });
    this.#waiting -= 1;
    LateRefusals.#waitingInAll -= 1;
  }

  private isPrompt(): boolean {
    const bucket = (this.#prompt = refilled(this.#prompt, PROMPT, performance.now()));
    if (bucket.level < 1) return false;
    bucket.level -= 1;
    return true;
  }
}
