import 'reflect-metadata';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FilesOptions } from '../files-options.js';
import { PurgeJob } from './purge-job.js';
import type { Purge } from './purge.js';

const HOUR = 3600 * 1000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  ['another process has the turn', async () => undefined],
  [
    'the database is away',
    async () => {
      throw new Error('away');
    },
  ],
])('tries again within minutes when %s', async (_, first) => {
  const done = { versions: 0, bytes: 0, recovered: 0 };
  const run = vi.fn<Purge['run']>().mockImplementationOnce(first).mockResolvedValue(done);
  const job = new PurgeJob({ run } as unknown as Purge, { tenantId: 't' } as FilesOptions);
  (job as unknown as { logger: object }).logger = { error: () => undefined, log: () => undefined };
  await job.onApplicationBootstrap();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(HOUR / 6);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(HOUR / 2);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(HOUR / 2);
  expect(run).toHaveBeenCalledTimes(3);
  await job.beforeApplicationShutdown();
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(run).toHaveBeenCalledTimes(3);
});
