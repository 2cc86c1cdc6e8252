import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Db } from '#database';
import { type LockKey, LocksModule, LocksService } from '#locks';
import { parseLockId, WopiError } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

let clone: DatabaseClone;
let module: TestingModule;
let db: Db;
let locks: LocksService;

const by = { userId: randomUUID() };
const newKey = (): LockKey => ({ tenantId: randomUUID(), fileId: randomUUID() });
const id = parseLockId;
const expire = ({ fileId }: LockKey) =>
  db.query(`update locks set expires_at = now() - interval '1 second' where file_id = $1`, [fileId]);

/** Runs 20 callers at once and answers what became of each. */
async function race<T>(call: (n: number) => Promise<T>) {
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => call(n)));
  const refused = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as WopiError);
  return { winners: results.length - refused.length, refused };
}

beforeAll(async () => {
  clone = await cloneDatabase();
  const database = DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 20 });
  module = await Test.createTestingModule({ imports: [database, LocksModule] }).compile();
  await module.init();
  db = module.get(Db);
  locks = module.get(LocksService);
});
afterAll(async () => {
  await module.close();
  await clone.drop();
});

describe('LocksService', () => {
  it('lets exactly one of 20 racing first lockers in, and names the winner to the others', async () => {
    const key = newKey();
    const { winners, refused } = await race((n) => locks.lock(key, id(`L${n}`), by));
    expect(winners).toBe(1);
    const holder = (await locks.find(key))!.id;
    expect(refused.map((error) => error.detail.currentLock)).toEqual(Array(19).fill(holder));
  });

  it('lets exactly one of 20 racing relocks swap', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    const { winners, refused } = await race((n) => locks.relock(key, id('A'), id(`R${n}`), by));
    expect(winners).toBe(1);
    const holder = (await locks.find(key))!.id;
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
      await Promise.allSettled([locks.refresh(key, id('A')), locks.unlock(key, id('A'))]);
      expect(await locks.find(key)).toBeUndefined();
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
    await expect(locks.refresh(key, id('A'))).rejects.toMatchObject(empty);
    await expect(locks.unlock(key, id('A'))).rejects.toMatchObject(empty);
    await expect(locks.relock(key, id('A'), id('B'), by)).rejects.toMatchObject(empty);
    expect(await locks.find(key)).toBeUndefined();
  });

  it('compares ids exactly', async () => {
    const key = newKey();
    await locks.lock(key, id('Lock'), by);
    await expect(locks.unlock(key, id('lock'))).rejects.toMatchObject({ detail: { currentLock: 'Lock' } });
  });

  it('gives a lock 30 minutes, and 30 more with each refresh', async () => {
    const key = newKey();
    await locks.lock(key, id('A'), by);
    await db.query(`update locks set expires_at = now() + interval '1 minute' where file_id = $1`, [
      key.fileId,
    ]);
    await locks.refresh(key, id('A'));
    const [row] = await db.query<{ minutes: number }>(
      `select extract(epoch from expires_at - now())::float8 / 60 as minutes from locks where file_id = $1`,
      [key.fileId],
    );
    expect(row!.minutes).toBeGreaterThan(29.5);
    expect(row!.minutes).toBeLessThanOrEqual(30);
  });
});

describe('LocksService.hold', () => {
  it('runs changes of an unlocked file one after the other, and keeps lockers out meanwhile', async () => {
    const key = newKey();
    let inside = 0;
    let most = 0;
    const { winners } = await race((n) => {
      if (n % 2)
        return locks
          .lock(key, id('same'), by)
          .then(() => locks.unlock(key, id('same')).catch(() => undefined));
      return locks.hold(key, undefined, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(await locks.find(key)).not.toMatchObject({ id: 'same' });
        inside -= 1;
      });
    });
    expect(most).toBe(1);
    expect(winners).toBeGreaterThanOrEqual(10);
    expect(await locks.find(key)).toBeUndefined();
  });

  it('refuses a file that is locked, or a lock that is not held', async () => {
    const key = newKey();
    const never = () => Promise.reject(new Error('must not run'));
    await expect(locks.hold(key, id('A'), never)).rejects.toMatchObject({ detail: { currentLock: '' } });
    await locks.lock(key, id('A'), by);
    await expect(locks.hold(key, undefined, never)).rejects.toMatchObject({ detail: { currentLock: 'A' } });
    await expect(locks.hold(key, id('B'), never)).rejects.toMatchObject({ detail: { currentLock: 'A' } });
  });

  it('leaves no trace of work that failed', async () => {
    const key = newKey();
    await expect(locks.hold(key, undefined, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    await expect(locks.lock(key, id('A'), by)).resolves.toMatchObject({ id: 'A' });
  });
});
