import { AsyncLocalStorage } from 'node:async_hooks';
import { queryTimes } from '#database';
import { storageTimes } from '#files';

/** Where the time of one request went; written as Server-Timing writes it, in milliseconds. */
class PerfTrace {
  readonly #spans = new Map<string, { milliseconds: number; count: number }>();

  add(name: string, milliseconds: number): void {
    const before = this.#spans.get(name);
    this.#spans.set(name, {
      milliseconds: (before?.milliseconds ?? 0) + milliseconds,
      count: (before?.count ?? 0) + 1,
    });
  }

  toString(): string {
    const spans = [...this.#spans].map(
      ([name, { milliseconds, count }]) => `${name};dur=${milliseconds.toFixed(2)};n=${count}`,
    );
    return spans.join(', ');
  }
}

const running = new AsyncLocalStorage<PerfTrace>();
queryTimes.subscribe((milliseconds) => running.getStore()?.add('database', milliseconds as number));
storageTimes.subscribe((milliseconds) => running.getStore()?.add('storage', milliseconds as number));

/** Runs `work` with every span in it measured; `tell` gets the value of X-WOPI-PerfTrace when it is over, however it ended. */
export async function traced<T>(work: () => Promise<T>, tell: (value: string) => void): Promise<T> {
  const trace = new PerfTrace();
  return running.run(trace, async () => {
    try {
      return await measured('total', work);
    } finally {
      tell(trace.toString());
    }
  });
}

/** A span of the request that is traced; nothing but `work` where none is. */
export async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  const trace = running.getStore();
  if (!trace) return work();
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    trace.add(name, performance.now() - startedAt);
  }
}
