import { AsyncLocalStorage } from 'node:async_hooks';
import { queryTimes } from '#database';
import { storageTimes } from '#files';

/** Told of each part of a request that is over. */
export interface PartsListener {
  part(name: string, milliseconds: number): void;
}

const running = new AsyncLocalStorage<readonly PartsListener[]>();
queryTimes.subscribe((milliseconds) => tell('database', milliseconds as number));
storageTimes.subscribe((milliseconds) => tell('storage', milliseconds as number));

function tell(name: string, milliseconds: number): void {
  for (const listener of running.getStore() ?? []) listener.part(name, milliseconds);
}

/** Runs `work` with each part of it told to one more listener. */
export function heard<T>(listener: PartsListener, work: () => Promise<T>): Promise<T> {
  return running.run([...(running.getStore() ?? []), listener], work);
}

/** A part of the request; nothing but `work` where nobody listens. */
export async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!running.getStore()) return work();
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    tell(name, performance.now() - startedAt);
  }
}
