import { createInterface, type Interface } from 'node:readline';
import { Refused } from './refused.js';

/** The input ended: no further question will be answered. */
export class NobodyAnswers extends Refused {
  constructor() {
    super('Nobody answers; what was done until here stays.');
  }
}

/** Puts a question to whoever sits at the terminal, and answers what was typed. @throws NobodyAnswers */
export type Ask = (question: string) => Promise<string>;

/** Asks line by line; what was typed or piped ahead counts for the questions that follow. */
export class Questions {
  #lines: Interface | undefined;
  #answers: AsyncIterator<string> | undefined;

  constructor(
    private readonly input: NodeJS.ReadableStream,
    private readonly write: (text: string) => void,
  ) {}

  readonly ask: Ask = async (question) => {
    this.#lines ??= createInterface({ input: this.input });
    this.#answers ??= this.#lines[Symbol.asyncIterator]();
    this.write(`${question} `);
    const { done, value } = await this.#answers.next();
    if (done) throw new NobodyAnswers();
    return value.trim();
  };

  /** Lets the process end. */
  close(): void {
    this.#lines?.close();
  }
}
