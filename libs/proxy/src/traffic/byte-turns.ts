import { type Bucket, refilled } from './token-buckets.js';

/** What is read from a socket at once. */
const PIECE_BYTES = 64 * 1024;
/** Of one tenant's bodies in one turn of the event loop; whoever else has something to do in that turn waits no longer than these take. */
const TURN_BYTES = 4 * PIECE_BYTES;

/**
 * Has the bodies of one tenant move in turns: however many they are, no more than a few pieces of them are moved in one turn of the
 * event loop, and in a second no more than the tenant may have; the others wait in a row. One body alone never waits for its turn.
 */
export class ByteTurns {
  #bucket: Bucket | undefined;
  #bytesPerSecond = 0;
  #movedInTurn = 0;
  #nextTurn: NodeJS.Immediate | NodeJS.Timeout | undefined;
  readonly #waiting: (() => void)[] = [];

  /** A piece has moved: whether its body may go on at once. If not, `go` is called when it is its turn again. */
  moved(bytes: number, bytesPerSecond: number, go: () => void): boolean {
    this.#bytesPerSecond = bytesPerSecond;
    const bucket = this.refill();
    bucket.level -= bytes;
    this.#movedInTurn += bytes;
    if (this.#nextTurn === undefined) this.#nextTurn = setImmediate(this.#turn);
    if (this.#waiting.length === 0 && this.#movedInTurn <= TURN_BYTES && bucket.level >= 0) return true;
    this.#waiting.push(go);
    return false;
  }

  #turn = (): void => {
    this.#nextTurn = undefined;
    this.#movedInTurn = 0;
    if (this.#waiting.length === 0) return;
    const { level } = this.refill();
    if (level < 0) {
      this.#nextTurn = setTimeout(this.#turn, (-level / this.#bytesPerSecond) * 1000);
      return;
    }
    this.#nextTurn = setImmediate(this.#turn);
    for (const go of this.#waiting.splice(0, TURN_BYTES / PIECE_BYTES)) go();
  };

  private refill(): Bucket {
    const rule = { perSecond: this.#bytesPerSecond, burst: this.#bytesPerSecond };
    return (this.#bucket = refilled(this.#bucket, rule, performance.now()));
  }
}
