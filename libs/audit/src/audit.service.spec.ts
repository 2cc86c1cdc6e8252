import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AuditEntry } from './audit-entry.js';
import { AuditRepository, type StampedEntry } from './audit.repository.js';
import { AuditService } from './audit.service.js';

/** Writes batches as long as the test wants, and notes them. */
class SlowRepository extends AuditRepository {
  readonly batches: string[][] = [];
  written = (): void => undefined;

  appendAll(entries: readonly StampedEntry[]): Promise<void> {
    this.batches.push(entries.map(({ entry }) => entry.operation));
    return new Promise((resolve) => (this.written = resolve));
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
