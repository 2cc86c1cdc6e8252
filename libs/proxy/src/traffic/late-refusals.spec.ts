import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LateRefusals } from './late-refusals.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Refuses so many calls; answers their clients, and how many of them have heard by now. */
function refuse(refusals: LateRefusals, calls: number) {
  const told = { count: 0 };
  const clients = Array.from({ length: calls }, () => new EventEmitter());
  const all = Promise.all(clients.map((client) => refusals.due(client).then(() => (told.count += 1))));
  return { clients, told, all };
}

describe('LateRefusals', () => {
  it('are told at once while they are few, and a second later when there are many', async () => {
    const { told, all } = refuse(new LateRefusals(), 100);
    await vi.advanceTimersByTimeAsync(999);
    expect(told.count).toBe(20);
    await vi.advanceTimersByTimeAsync(1);
    await all;
    expect(told.count).toBe(100);
  });

  it('are told at once again when the tenant has been quiet', async () => {
    const refusals = new LateRefusals();
    const first = refuse(refusals, 100);
    await vi.advanceTimersByTimeAsync(3_000);
    await first.all;
    const { told } = refuse(refusals, 20);
    await vi.advanceTimersByTimeAsync(0);
    expect(told.count).toBe(20);
  });

  it('of more calls than may wait are told at once, and no other tenant waits for them', async () => {
    const { told, all } = refuse(new LateRefusals(), 1_000);
    const other = refuse(new LateRefusals(), 20);
    await vi.advanceTimersByTimeAsync(0);
    expect(told.count).toBe(1_000 - 256);
    expect(other.told.count).toBe(20);
    await vi.advanceTimersByTimeAsync(1_000);
    await all;
  });

  it('do not wait for clients that have gone, whose places others have then', async () => {
    const refusals = new LateRefusals();
    const { clients, told, all } = refuse(refusals, 276);
    for (const client of clients) client.emit('close');
    await all;
    expect(told.count).toBe(276);
    expect(vi.getTimerCount()).toBe(0);
    expect(clients.flatMap((client) => client.listeners('close'))).toEqual([]);
    const next = refuse(refusals, 1);
    await vi.advanceTimersByTimeAsync(999);
    expect(next.told.count).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    await next.all;
  });
});
