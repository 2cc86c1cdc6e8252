import { Problem } from '#http-server';

/** Lets so many pieces of work run at once in this process, and refuses the next. */
export class AtOnce {
  #running = 0;

  constructor(private readonly most: number) {}

  /** @throws Problem 429 */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.most)
      throw new Problem(429, 'Too much of this is under way: try again in a moment.', { 'Retry-After': '5' });
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
    }
  }
}
