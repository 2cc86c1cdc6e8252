/** What a process saw of a call to its self-test. */
export interface SelfTestAnswer {
  /** Whether the proof holds for the public address that the process knows. */
  readonly proven: boolean;
  /** What is wrong with it, where it does not. */
  readonly reason?: string | undefined;
  /** The public address of the process. */
  readonly publicUrl: string;
  /** Path and query as they came. */
  readonly target: string;
  /** Headers of the test, as they came; those that did not are missing. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body that came. */
  readonly bytes: number;
  /** Milliseconds since 1970 by the clock of the process. */
  readonly now: number;
}

/** Whoever answered did not answer as a self-test does. */
export class SelfTestRefused extends Error {
  override readonly name = 'SelfTestRefused';

  constructor(readonly status: number) {
    super(`the answer is ${status}`);
  }
}
