import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AuditEntry } from './audit-entry.js';
import { AuditRepository, type StampedEntry } from './audit.repository.js';
import { AuditService } from './audit.service.js';

/** Writes batches as long as the test wants, and notes them. */
class SlowRepository extends AuditRepository {
  readonly batches: string[][] = [];
  written = (): void => undefined;
  refused = (): void => undefined;

  appendAll(entries: readonly StampedEntry[]): Promise<void> {
    this.batches.push(entries.map(({ entry }) => entry.operation));
    return new Promise((resolve, reject) => {
      this.written = resolve;
      this.refused = () => reject(new Error('away'));
    });
  }

  companion(): never {
    throw new Error('not asked for');
  }

  append(): never {
    throw new Error('not asked for');
  }

  ensurePartitions(): Promise<void> {
    return Promise.resolve();
  }
}

const read = (operation: string): AuditEntry => ({ tenantId: 't', operation, status: 200 });
let repository: SlowRepository;
let audit: AuditService;

beforeEach(() => {
  vi.useFakeTimers();
  repository = new SlowRepository();
  audit = new AuditService(repository, 'host');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('writes rows about reads a few times a second, however long a batch takes, each before its 200 ms are over', async () => {
  audit.record(read('A'));
  await vi.advanceTimersByTimeAsync(150);
  audit.record(read('B'));
  await vi.advanceTimersByTimeAsync(100);
  audit.record(read('C'));
  repository.written();
  await vi.advanceTimersByTimeAsync(49);
  expect(repository.batches).toEqual([['A']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(repository.batches).toEqual([['A'], ['B', 'C']]);
});

it('has written what was waiting when it says so, also where several asked for it at once', async () => {
  audit.record(read('A'));
  await vi.advanceTimersByTimeAsync(150);
  audit.record(read('B'));
  let said = 0;
  const flushed = [audit.flush(), audit.flush()].map((one) => one.then(() => (said += 1)));
  repository.written();
  await vi.advanceTimersByTimeAsync(0);
  expect([repository.batches, said]).toEqual([[['A'], ['B']], 0]);
  repository.written();
  await Promise.all(flushed);
});

it('writes all that is waiting when it is told to, also behind a batch that is being written', async () => {
  audit.record(read('A'));
  await vi.advanceTimersByTimeAsync(150);
  for (let n = 0; n < 2_500; n++) audit.record(read('B'));
  const flushed = audit.flush();
  for (const count of [1, 2_000, 500]) {
    await vi.advanceTimersByTimeAsync(0);
    expect(repository.batches.at(-1)).toHaveLength(count);
    repository.written();
  }
  await flushed;
  expect(repository.batches).toHaveLength(3);
});

it('tries once more behind a batch that could not be written, and then pauses, however often it was told to meanwhile', async () => {
  vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  audit.record(read('A'));
  for (let n = 0; n < 10; n++) {
    await vi.advanceTimersByTimeAsync(150);
    audit.record(read('B'));
  }
  const all = ['A', ...Array<string>(10).fill('B')];
  for (let refusals = 0; refusals < 2; refusals++) {
    repository.refused();
    await vi.advanceTimersByTimeAsync(0);
    expect(repository.batches).toEqual([['A'], all]);
  }
  await vi.advanceTimersByTimeAsync(750);
  expect(repository.batches).toEqual([['A'], all, all]);
});
