import { randomUUID } from 'node:crypto';
import type { Db } from '#database';
import { type LockKey, type LocksService, NOTHING_HELD } from '#locks';
import { parseLockId, WopiError } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocksFixture, newKey, race } from './fixture.js';

let fixture: LocksFixture;
let db: Db;
let locks: LocksService;

const by = { userId: randomUUID() };
const id = parseLockId;
const expire = (key: LockKey) => fixture.pass(key, 30 * 60);

beforeAll(async () => {
  fixture = await LocksFixture.start();
  ({ db, locks } = fixture);
});
afterAll(() => fixture.stop());

describe('LocksService', () => {
  it('lets exactly one of 20 racing first lockers in, and names the winner to the others', async () => {
    const key = newKey();
    const { winners, refused } = await race((n) => locks.lock(key, id(`L${n}`), by));
    expect(winners).toBe(1);
    const holder = (await locks.find(key)).lock;
    expect(refused.map((error) => error.detail.currentLock)).toEqual(Array(19).fill(holder));
  });

  it('lets exactly one of 20 racing relocks swap', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    const { winners, refused } = await race((n) => locks.relock(key, id('A'), id(`R${n}`), by));
    expect(winners).toBe(1);
    const holder = (await locks.find(key)).lock;
    expect(refused.map((error) => error.detail.currentLock)).toEqual(Array(19).fill(holder));
  });

  it('frees a lock once, however many unlock it', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    const { winners, refused } = await race(() => locks.unlock(key, id('A')));
    expect(winners).toBe(1);
    expect(refused.every((error) => error.detail.currentLock === '')).toBe(true);
  });

  it('never refreshes what an unlock has freed', async () => {
    for (let round = 0; round < 20; round++) {
      const key = newKey();
      await locks.lock(key, id('A'), by);
      await Promise.allSettled([locks.refresh(key, id('A'), by), locks.unlock(key, id('A'))]);
      expect(await locks.find(key)).toEqual(NOTHING_HELD);
    }
  });

  it('takes over an expired lock, and only then', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    await expect(locks.lock(key, id('B'), by)).rejects.toMatchObject({
      code: 'lock_mismatch',
      detail: { currentLock: 'A' },
    });
    await expire(key);
    await expect(locks.lock(key, id('B'), by)).resolves.toMatchObject({ id: 'B' });
  });

  it('treats an expired lock as no lock in every operation', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    await expire(key);
    const empty = { code: 'lock_mismatch', detail: { currentLock: '' } };
    await expect(locks.refresh(key, id('A'), by)).rejects.toMatchObject(empty);
    await expect(locks.unlock(key, id('A'))).rejects.toMatchObject(empty);
    await expect(locks.relock(key, id('A'), id('B'), by)).rejects.toMatchObject(empty);
    expect(await locks.find(key)).toEqual(NOTHING_HELD);
  });

  it('compares ids exactly', async () => {
    const key = newKey();
    await locks.lock(key, id('Lock'), by);
    await expect(locks.unlock(key, id('lock'))).rejects.toMatchObject({ detail: { currentLock: 'Lock' } });
  });

  it('gives a lock the time its client asks for', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), { ...by, timeoutSeconds: 90 });
    await fixture.pass(key, 80);
    await locks.refresh(key, id('A'), { ...by, timeoutSeconds: 60 });
    await fixture.pass(key, 50);
    expect(await locks.find(key)).toMatchObject({ lock: 'A' });
    await fixture.pass(key, 10);
    expect(await locks.find(key)).toEqual(NOTHING_HELD);
  });

  it('tells whose lock it is until the lock is changed without saying so again', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), { ...by, visibleAs: 'Alice' });
    await expect(locks.lock(key, id('B'), by)).rejects.toMatchObject({ detail: { lockUserName: 'Alice' } });
    await locks.refresh(key, id('A'), by);
    const refused = await locks.lock(key, id('B'), by).catch((error: unknown) => error);
    expect(refused).toMatchObject({ detail: { currentLock: 'A', conflictingMechanism: 'WOPI-Lock' } });
    expect(refused).not.toHaveProperty('detail.lockUserName');
    await locks.relock(key, id('A'), id('C'), { ...by, visibleAs: 'Bob' });
    expect(await locks.find(key)).toMatchObject({ lock: 'C', visibleAs: 'Bob' });
  });

  it('gives a lock 30 minutes, and 30 more with each refresh', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    await db.query(`update locks set expires_at = now() + interval '1 minute' where file_id = $1`, [
      key.fileId,
    ]);
    await locks.refresh(key, id('A'), by);
    const [row] = await db.query<{ minutes: number }>(
      `select extract(epoch from expires_at - now())::float8 / 60 as minutes from locks where file_id = $1`,
      [key.fileId],
    );
    expect(row!.minutes).toBeGreaterThan(29.5);
    expect(row!.minutes).toBeLessThanOrEqual(30);
  });
});

describe('LocksService.hold', () => {
  /** Again while somebody has the file locked: what is refused runs nothing. */
  const holdOnceUnlocked = async (key: LockKey, work: () => Promise<void>): Promise<void> => {
    try {
      await locks.hold(key, {}, work);
    } catch (error) {
      if (!(error instanceof WopiError) || error.code !== 'lock_mismatch') throw error;
      await holdOnceUnlocked(key, work);
    }
  };

  it('runs changes of an unlocked file one after the other, and keeps lockers out meanwhile', async () => {
    const key = newKey();
    let inside = 0;
    let most = 0;
    const { winners } = await race((n) => {
      if (n % 2)
        return locks
          .lock(key, id('same'), by)
          .then(() => locks.unlock(key, id('same')).catch(() => undefined));
      return holdOnceUnlocked(key, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(await locks.find(key)).not.toMatchObject({ lock: 'same' });
        inside -= 1;
      });
    });
    expect(most).toBe(1);
    expect(winners).toBeGreaterThanOrEqual(10);
    expect(await locks.find(key)).toEqual(NOTHING_HELD);
  });

  it('refuses a file that is locked, or a lock that is not held', async () => {
    const key = newKey();
    const never = () => Promise.reject(new Error('must not run'));
    await expect(locks.hold(key, { lock: id('A') }, never)).rejects.toMatchObject({
      detail: { currentLock: '' },
    });
    await locks.lock(key, id('A'), by);
    await expect(locks.hold(key, {}, never)).rejects.toMatchObject({ detail: { currentLock: 'A' } });
    await expect(locks.hold(key, { lock: id('B') }, never)).rejects.toMatchObject({
      detail: { currentLock: 'A' },
    });
  });

  it('leaves no trace of work that failed', async () => {
    const key = newKey();
    await expect(locks.hold(key, {}, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    await expect(locks.lock(key, id('A'), by)).resolves.toMatchObject({ id: 'A' });
  });
});
