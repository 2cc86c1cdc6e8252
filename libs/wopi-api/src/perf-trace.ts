import { heard, measured, type PartsListener } from './request-parts.js';

/** Where the time of one request went; written as Server-Timing writes it, in milliseconds. */
class PerfTrace implements PartsListener {
  readonly #parts = new Map<string, { milliseconds: number; count: number }>();

  part(name: string, milliseconds: number): void {
    const before = this.#parts.get(name);
    this.#parts.set(name, {
      milliseconds: (before?.milliseconds ?? 0) + milliseconds,
      count: (before?.count ?? 0) + 1,
    });
  }

  toString(): string {
    const parts = [...this.#parts].map(
      ([name, { milliseconds, count }]) => `${name};dur=${milliseconds.toFixed(2)};n=${count}`,
    );
    return parts.join(', ');
  }
}

/** Runs `work` with every part of it measured; `tell` gets the value of X-WOPI-PerfTrace when it is over, however it ended. */
export function traced<T>(work: () => Promise<T>, tell: (value: string) => void): Promise<T> {
  const trace = new PerfTrace();
  return heard(trace, async () => {
    try {
      return await measured('total', work);
    } finally {
      tell(trace.toString());
    }
  });
}
