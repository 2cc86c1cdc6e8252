import { type CoauthLocksService, coauthTableOf, type CoauthTable, type LockKey } from '#locks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coauthId, LocksFixture, newKey, race, wish } from './fixture.js';

let fixture: LocksFixture;
let coauth: CoauthLocksService;

beforeAll(async () => {
  fixture = await LocksFixture.start();
  ({ coauth } = fixture);
});
afterAll(() => fixture.stop());

const table = async (key: LockKey): Promise<CoauthTable> =>
  coauthTableOf((await fixture.locks.find(key)).coauth);
const idsOf = ({ body }: CoauthTable) => body.CoauthTable.map(({ CoauthLockId }) => CoauthLockId);
const EMPTY = coauthTableOf([]);

describe('CoauthLocksService', () => {
  it('puts what was asked for into the table, with the time of the first lock', async () => {
    const key = newKey();
    const before = Date.now();
    const first = await coauth.get(key, wish('A', { metadata: 'm', userName: 'Zoë' }));
    expect(first.body).toEqual({
      CoauthTable: [
        {
          CoauthLockId: 'A',
          CoauthLockMetadata: 'm',
          CoauthLockType: 'Coauth',
          UserFriendlyName: 'Zoë',
          CoauthLockTime: expect.any(Number) as number,
        },
      ],
    });
    const time = first.body.CoauthTable[0]!.CoauthLockTime;
    expect(Math.abs(time - before)).toBeLessThan(60_000);
    expect(Number.isInteger(time)).toBe(true);
    expect(await table(key)).toEqual(first);
    const again = await coauth.get(
      key,
      wish('A', { metadata: 'n', userName: 'Bob', type: 'CoauthExclusive' }),
    );
    expect(again.body.CoauthTable).toEqual([
      expect.objectContaining({
        CoauthLockMetadata: 'n',
        CoauthLockType: 'CoauthExclusive',
        UserFriendlyName: 'Zoë',
        CoauthLockTime: time,
      }),
    ]);
  });

  it('gives a lock that had expired to whoever takes its id next', async () => {
    const key = newKey();
    const { body } = await coauth.get(key, wish('A', { metadata: 'old' }));
    await fixture.pass(key, 60);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const [entry] = (await coauth.get(key, wish('A', { userName: 'Bob' }))).body.CoauthTable;
    expect(entry).toMatchObject({ UserFriendlyName: 'Bob', CoauthLockMetadata: '' });
    expect(entry!.CoauthLockTime).toBeGreaterThan(body.CoauthTable[0]!.CoauthLockTime);
  });

  it('compares ids exactly', async () => {
    const key = newKey();
    await coauth.get(key, wish('Client'));
    await coauth.get(key, wish('client'));
    await expect(coauth.unlock(key, coauthId('CLIENT'))).rejects.toMatchObject({ code: 'lock_mismatch' });
    expect(idsOf(await table(key)).toSorted()).toEqual(['Client', 'client']);
  });

  it('keeps any text as metadata', async () => {
    const key = newKey();
    const metadata = `"\\' é 日本 \u{1f600} ${'x'.repeat(4000)}`;
    await coauth.get(key, wish('A', { metadata }));
    expect((await table(key)).body.CoauthTable[0]!.CoauthLockMetadata).toBe(metadata);
  });

  it('refuses more clients than a file can bear, but renews those it has', async () => {
    const key = newKey();
    for (let n = 0; n < 256; n++) await coauth.get(key, wish(`C${n}`));
    await expect(coauth.get(key, wish('one more'))).rejects.toMatchObject({ code: 'lock_mismatch' });
    await expect(coauth.get(key, wish('C7', { metadata: 'm' }))).resolves.toBeDefined();
    await coauth.unlock(key, coauthId('C3'));
    await expect(coauth.get(key, wish('one more'))).resolves.toBeDefined();
  });
});

describe('the version of the coauth table', () => {
  /** What is done to a table in which A and B hold locks with metadata `m`, and whether that changes its version. */
  const CHANGES: [string, boolean, (key: LockKey) => Promise<unknown>][] = [
    ['another lock', true, (key) => coauth.get(key, wish('C'))],
    ['another type', true, (key) => coauth.get(key, wish('A', { metadata: 'm', type: 'CoauthExclusive' }))],
    ['GetCoauthLock with other metadata', true, (key) => coauth.get(key, wish('A', { metadata: 'n' }))],
    ['GetCoauthLock without metadata', true, (key) => coauth.get(key, wish('A'))],
    ['the same again', false, (key) => coauth.get(key, wish('A', { metadata: 'm', timeoutSeconds: 3600 }))],
    [
      'the same by another user',
      false,
      (key) => coauth.get(key, wish('A', { metadata: 'm', userName: 'Bob' })),
    ],
    ['refresh without metadata', false, (key) => coauth.refresh(key, wish('A', { timeoutSeconds: 90 }))],
    ['refresh with the same metadata', false, (key) => coauth.refresh(key, wish('A', { metadata: 'm' }))],
    ['refresh with other metadata', true, (key) => coauth.refresh(key, wish('A', { metadata: 'n' }))],
    ['unlock', true, (key) => coauth.unlock(key, coauthId('A'))],
    ['refused unlock', false, (key) => coauth.unlock(key, coauthId('X')).catch(() => undefined)],
    ['refused refresh', false, (key) => coauth.refresh(key, wish('X')).catch(() => undefined)],
    ['time that lets one expire', true, (key) => fixture.pass(key, 60)],
    ['time that lets none expire', false, (key) => fixture.pass(key, 50)],
  ];

  it.each(CHANGES)('%s: changes %s', async (_name, changes, act) => {
    const key = newKey();
    await coauth.get(key, wish('A', { metadata: 'm' }));
    const before = await coauth.get(key, wish('B', { metadata: 'm', timeoutSeconds: 120 }));
    await act(key);
    const { version } = await table(key);
    expect(version !== before.version).toBe(changes);
  });

  it('is there for an empty table, before the first lock and after the last', async () => {
    const key = newKey();
    expect(await table(key)).toEqual(EMPTY);
    expect(EMPTY.version).toMatch(/^[\w-]{22}$/);
    await coauth.get(key, wish('A'));
    await coauth.unlock(key, coauthId('A'));
    expect(await table(key)).toEqual(EMPTY);
  });
});

describe('expiry of coauth locks', () => {
  const notHeld = { code: 'lock_mismatch' };

  it('comes with the very second that the client named', async () => {
    const key = newKey();
    await coauth.get(key, wish('A', { timeoutSeconds: 60 }));
    await fixture.pass(key, 50);
    expect(idsOf(await table(key))).toEqual(['A']);
    await fixture.pass(key, 10);
    expect(await table(key)).toEqual(EMPTY);
    await expect(coauth.refresh(key, wish('A'))).rejects.toMatchObject(notHeld);
    await expect(coauth.unlock(key, coauthId('A'))).rejects.toMatchObject(notHeld);
  });

  it('is counted from the last refresh, which may shorten it', async () => {
    const key = newKey();
    await coauth.get(key, wish('A', { timeoutSeconds: 60 }));
    await fixture.pass(key, 30);
    await coauth.refresh(key, wish('A', { timeoutSeconds: 240 }));
    await fixture.pass(key, 200);
    expect(idsOf(await table(key))).toEqual(['A']);
    await coauth.refresh(key, wish('A', { timeoutSeconds: 60 }));
    await fixture.pass(key, 60);
    expect(await table(key)).toEqual(EMPTY);
    await expect(fixture.locks.lock(key, 'L' as never, { userId: key.fileId })).resolves.toBeDefined();
  });

  it('is each client’s own', async () => {
    const key = newKey();
    await coauth.get(key, wish('A', { timeoutSeconds: 60 }));
    await coauth.get(key, wish('B', { timeoutSeconds: 3600 }));
    await fixture.pass(key, 60);
    expect(idsOf(await coauth.get(key, wish('C')))).toEqual(['B', 'C']);
    await coauth.unlock(key, coauthId('B'));
    await fixture.pass(key, 60);
    expect(await table(key)).toEqual(EMPTY);
  });
});

describe('CoauthExclusive', () => {
  const exclusive = (id: string) => wish(id, { type: 'CoauthExclusive' });
  const refused = { code: 'lock_mismatch', detail: { conflictingMechanism: 'WOPI-CoauthExclusiveLock' } };

  it('is held by one client at most, beside any number of others, in either order', async () => {
    const key = newKey();
    await coauth.get(key, wish('A'));
    await coauth.get(key, exclusive('B'));
    await coauth.get(key, wish('C'));
    expect(idsOf(await table(key))).toEqual(['A', 'B', 'C']);
    await expect(coauth.get(key, exclusive('D'))).rejects.toMatchObject(refused);
    await expect(coauth.get(key, exclusive('A'))).rejects.toMatchObject(refused);
    await expect(coauth.get(key, exclusive('B'))).resolves.toBeDefined();
    await coauth.get(key, wish('B'));
    await expect(coauth.get(key, exclusive('A'))).resolves.toBeDefined();
  });

  it('is free again once it has expired', async () => {
    const key = newKey();
    await coauth.get(key, exclusive('A'));
    await fixture.pass(key, 60);
    await expect(coauth.get(key, exclusive('B'))).resolves.toBeDefined();
  });

  it.each([0, 1, 2, 3, 4])('is won by one of 20 who race for it, round %i', async () => {
    const key = newKey();
    const { won, refused: losers } = await race((n) => coauth.get(key, exclusive(`C${n}`)));
    expect(won).toHaveLength(1);
    expect(losers.every(({ detail }) => detail.conflictingMechanism === 'WOPI-CoauthExclusiveLock')).toBe(
      true,
    );
    expect(idsOf(await table(key))).toEqual([`C${won[0]}`]);
  });

  it('is won by one of 20 holders who race to switch', async () => {
    const key = newKey();
    await race((n) => coauth.get(key, wish(`C${n}`)));
    const { winners } = await race((n) => coauth.get(key, exclusive(`C${n}`)));
    expect(winners).toBe(1);
    const { body } = await table(key);
    expect(body.CoauthTable).toHaveLength(20);
    expect(body.CoauthTable.filter(({ CoauthLockType: type }) => type === 'CoauthExclusive')).toHaveLength(1);
  });
});

describe('coauth locks in a race', () => {
  it('loses none of 20 that are taken at once, and answers each a table with its own', async () => {
    const key = newKey();
    const tables: CoauthTable[] = [];
    const { winners } = await race(async (n) => {
      tables[n] = await coauth.get(key, wish(`C${n}`));
    });
    expect(winners).toBe(20);
    for (const [n, answered] of tables.entries()) expect(idsOf(answered)).toContain(`C${n}`);
    // Changes of one row come one after the other: the k-th answer shows k locks.
    const sizes = tables.map((answered) => idsOf(answered).length).toSorted((a, b) => a - b);
    expect(sizes).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(idsOf(await table(key))).toHaveLength(20);
  });

  it('frees a lock once, however many unlock it', async () => {
    const key = newKey();
    await coauth.get(key, wish('A'));
    const { winners } = await race(() => coauth.unlock(key, coauthId('A')));
    expect(winners).toBe(1);
  });

  it('never refreshes what an unlock has freed, and loses no other change', async () => {
    for (let round = 0; round < 10; round++) {
      const key = newKey();
      await coauth.get(key, wish('A'));
      await race<unknown>((n) => {
        if (n === 0) return coauth.unlock(key, coauthId('A'));
        return n % 2 ? coauth.refresh(key, wish('A', { metadata: `m${n}` })) : coauth.get(key, wish(`B${n}`));
      });
      const ids = idsOf(await table(key));
      expect(ids).not.toContain('A');
      expect(ids).toHaveLength(9);
    }
  });
});
