import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundWork, type Rhythm } from './background-work.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

class Work extends BackgroundWork {
  turns = 0;
  stop: AbortSignal | undefined;

  constructor(
    rhythm: Rhythm,
    private readonly act: () => Promise<void | 'again'> = async () => {},
  ) {
    super(rhythm);
  }

  protected turn(stop: AbortSignal): Promise<void | 'again'> {
    this.turns += 1;
    this.stop = stop;
    return this.act();
  }
}

describe('work in the background', () => {
  it('begins once the application has started, and goes on', async () => {
    const work = new Work({ everyMs: 1000, firstMs: 0 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(work.turns).toBe(0);
    await work.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(0);
    expect(work.turns).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(work.turns).toBe(3);
  });

  it('does one turn at a time', async () => {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => (resolve = done));
    const work = new Work({ everyMs: 1000 }, () => promise);
    await work.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work.turns).toBe(1);
    resolve();
    await vi.advanceTimersByTimeAsync(1000);
    expect(work.turns).toBe(2);
  });

  it('logs a turn that failed, and tries again when told', async () => {
    const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const error = new Error('away');
    const work = new Work({ everyMs: 60_000, firstMs: 0, againMs: 1000 }, () => Promise.reject(error));
    await work.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1000);
    expect(work.turns).toBe(2);
    expect(logged).toHaveBeenCalledWith(error);
  });

  it('tries again soon where a turn asks for it', async () => {
    const work = new Work({ everyMs: 60_000, firstMs: 0, againMs: 1000 }, async () => 'again');
    await work.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1000);
    expect(work.turns).toBe(2);
  });

  it('ends with the turn that is under way when the application does', async () => {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => (resolve = done));
    const work = new Work({ everyMs: 1000 }, () => promise);
    await work.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1000);
    let ended = false;
    const shutdown = work.beforeApplicationShutdown().then(() => (ended = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect([ended, work.stop!.aborted]).toEqual([false, true]);
    resolve();
    await shutdown;
    await vi.advanceTimersByTimeAsync(5000);
    expect(work.turns).toBe(1);
  });
});
