import { randomUUID } from 'node:crypto';
import type { CoauthLocksService, HeldLocks, LocksService } from '#locks';
import { parseLockId } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coauthId, LocksFixture, newKey, race, wish } from './fixture.js';

let fixture: LocksFixture;
let locks: LocksService;
let coauth: CoauthLocksService;

const by = { userId: randomUUID() };
const id = parseLockId;
const ROUNDS = Array.from({ length: 10 }, (_, round) => round);

beforeAll(async () => {
  fixture = await LocksFixture.start();
  ({ locks, coauth } = fixture);
});
afterAll(() => fixture.stop());

const idsOf = (held: HeldLocks) => held.coauth.map((lock) => lock.id as string);
const summary = (held: HeldLocks) => ({ lock: held.lock, coauth: idsOf(held) });
const lockOrCoauth = (key: ReturnType<typeof newKey>) =>
  race<unknown>((n) => (n % 2 ? locks.lock(key, id(`L${n}`), by) : coauth.get(key, wish(`C${n}`))));

describe('WOPI lock and coauth locks in a race for one file', () => {
  it.each(ROUNDS)('are never both in force, round %i', async () => {
    const key = newKey();
    const { won, refused } = await lockOrCoauth(key);
    const wopi = won.filter((n) => n % 2);
    const shared = won.filter((n) => n % 2 === 0);
    expect([wopi.length, shared.length]).toEqual(wopi.length ? [1, 0] : [0, 10]);
    const held = await locks.find(key);
    expect(held.lock).toBe(wopi.length ? `L${wopi[0]}` : undefined);
    expect(idsOf(held).toSorted()).toEqual(shared.map((n) => `C${n}`).toSorted());
    for (const { detail } of refused) {
      expect(detail.currentLock).toBe(held.lock);
      expect(detail.lockedByOtherInterface).toBe(held.lock === undefined ? true : undefined);
    }
  });

  it.each(ROUNDS)('nor where what held the file has expired, round %i', async (round) => {
    const key = newKey();
    if (round % 2) await locks.lock(key, id('old'), by);
    else await coauth.get(key, wish('old'));
    await fixture.pass(key, 1800);
    const { won } = await lockOrCoauth(key);
    const held = await locks.find(key);
    expect(held.lock === undefined).toBe(held.coauth.length === 10);
    expect(won).toHaveLength(held.lock === undefined ? 10 : 1);
    expect(idsOf(held)).not.toContain('old');
  });

  it.each(ROUNDS)('nor while the last of those who share it leaves, round %i', async () => {
    const key = newKey();
    await coauth.get(key, wish('A'));
    await coauth.get(key, wish('B'));
    const [leftA, leftB, locked, joined] = await Promise.allSettled([
      coauth.unlock(key, coauthId('A')),
      coauth.unlock(key, coauthId('B')),
      locks.lock(key, id('L'), by),
      coauth.get(key, wish('C')),
    ]);
    expect([leftA.status, leftB.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(summary(await locks.find(key))).toEqual({
      lock: locked.status === 'fulfilled' ? 'L' : undefined,
      coauth: joined.status === 'fulfilled' ? ['C'] : [],
    });
    expect(locked.status === 'fulfilled' && joined.status === 'fulfilled').toBe(false);
  });

  it.each(ROUNDS)('nor while a WOPI lock is given up, round %i', async () => {
    const key = newKey();
    await locks.lock(key, id('L'), by);
    const [unlocked, joined, relocked] = await Promise.allSettled([
      locks.unlock(key, id('L')),
      coauth.get(key, wish('A')),
      locks.lock(key, id('M'), by),
    ]);
    expect(unlocked.status).toBe('fulfilled');
    expect(joined.status === 'fulfilled' && relocked.status === 'fulfilled').toBe(false);
    expect(summary(await locks.find(key))).toEqual({
      lock: relocked.status === 'fulfilled' ? 'M' : undefined,
      coauth: joined.status === 'fulfilled' ? ['A'] : [],
    });
  });
});

describe('LocksService.hold and coauth locks', () => {
  const never = () => Promise.reject(new Error('must not run'));
  const exclusive = (name: string) => wish(name, { type: 'CoauthExclusive' });

  it('runs work under a coauth lock that is in force, and only under one', async () => {
    const key = newKey();
    const under = (name: string) => locks.hold(key, { coauthLockId: coauthId(name) }, async () => 'done');
    await expect(under('A')).rejects.toMatchObject({ detail: { currentLock: '' } });
    await coauth.get(key, wish('A'));
    await expect(under('A')).resolves.toBe('done');
    await expect(under('B')).rejects.toMatchObject({ detail: { lockedByOtherInterface: true } });
    await expect(locks.hold(key, {}, never)).rejects.toMatchObject({
      detail: { lockedByOtherInterface: true },
    });
    await fixture.pass(key, 60);
    await expect(under('A')).rejects.toMatchObject({ detail: { currentLock: '' } });
  });

  it('runs it under the exclusive lock alone where there is one', async () => {
    const key = newKey();
    await coauth.get(key, wish('A'));
    await coauth.get(key, exclusive('B'));
    const under = (name: string) => locks.hold(key, { coauthLockId: coauthId(name) }, async () => 'done');
    await expect(under('A')).rejects.toMatchObject({
      detail: { conflictingMechanism: 'WOPI-CoauthExclusiveLock' },
    });
    await expect(under('B')).resolves.toBe('done');
    await coauth.get(key, wish('B'));
    await expect(under('A')).resolves.toBe('done');
  });

  it('lets nobody in, out or past while work runs', async () => {
    const key = newKey();
    await coauth.get(key, wish('A'));
    let running = false;
    const after: boolean[] = [];
    const note = (change: Promise<unknown>) => change.then(() => after.push(running));
    let started: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (started = resolve));
    const work = locks.hold(key, { coauthLockId: coauthId('A') }, async () => {
      running = true;
      started();
      await new Promise((resolve) => setTimeout(resolve, 50));
      running = false;
    });
    await begun;
    await Promise.all([
      work,
      note(coauth.get(key, exclusive('B'))),
      note(coauth.unlock(key, coauthId('A'))),
      note(coauth.get(key, wish('C'))),
    ]);
    expect(after).toEqual([false, false, false]);
  });

  it.each(ROUNDS)('of an unlocked file never overlaps with a lock of either kind, round %i', async () => {
    const key = newKey();
    let inside = 0;
    const seen: unknown[] = [];
    const held = async () => {
      inside += 1;
      seen.push([inside, (await locks.find(key)).coauth]);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
    };
    await race<unknown>(async (n) => {
      if (n % 3 === 0) return locks.hold(key, {}, held);
      if (n % 3 === 1) {
        await coauth.get(key, wish('C'));
        return coauth.unlock(key, coauthId('C'));
      }
      await locks.lock(key, id('L'), by);
      return locks.unlock(key, id('L'));
    });
    for (const moment of seen) expect(moment).toEqual([1, []]);
    expect(await locks.find(key)).toEqual({ coauth: [] });
  });
});
