import type { OutgoingFlow, OutgoingHead, OutgoingSink } from './outgoing-sink.js';

const MOST_BYTES = 64 * 1024;

/** Wants nothing of an answer but its status; a long body is not waited for. */
export class AnswerStatus implements OutgoingSink {
  #flow: OutgoingFlow | undefined;
  #bytes = 0;
  status: number | undefined;

  head({ status }: OutgoingHead, flow: OutgoingFlow): void {
    this.status = status;
    this.#flow = flow;
  }

  data(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) this.#flow!.abort();
    return true;
  }

  end(): void {}
}
