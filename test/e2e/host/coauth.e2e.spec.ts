import { randomUUID } from 'node:crypto';
import { WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let fileId: string;
let client: WopiClient;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('content'));
  client = await gateway.client(fileId);
});

const { CoauthLockId, CoauthLockType, CoauthLockMetadata, CoauthLockExpirationTimeout, CoauthTableVersion } =
  WopiHeader;
type Headers = Record<string, string>;

const GOOD = { [CoauthLockId]: 'A', [CoauthLockType]: 'Coauth', [CoauthLockExpirationTimeout]: '60' };
const get = (more: Headers = {}, body?: string) =>
  client.post('GET_COAUTH_LOCK', { ...GOOD, ...more }, body === undefined ? undefined : Buffer.from(body));
const refresh = (more: Headers = {}, body?: string) =>
  client.post(
    'REFRESH_COAUTH_LOCK',
    { ...GOOD, ...more },
    body === undefined ? undefined : Buffer.from(body),
  );
const unlock = (id = 'A') => client.post('UNLOCK_COAUTH_LOCK', { [CoauthLockId]: id });
const getTable = (version = '') => client.post('GET_COAUTH_TABLE', { [CoauthTableVersion]: version });
const exclusive = (id: string) => get({ [CoauthLockId]: id, [CoauthLockType]: 'CoauthExclusive' });

const header = (answer: WopiAnswer, name: string) => answer.headers[name.toLowerCase()];
const versionOf = (answer: WopiAnswer) => header(answer, CoauthTableVersion);
const metadataIn = (answer: WopiAnswer) =>
  answer
    .json<{ CoauthTable: Record<string, unknown>[] }>()
    .CoauthTable.map((row) => row['CoauthLockMetadata']);
const renamed = (name: string, headers: Headers) =>
  client.post('RENAME_FILE', { [WopiHeader.RequestedName]: name, ...headers });

describe('the coauth operations', () => {
  it('answer the table with five properties a row, and its version', async () => {
    const answer = await get({ [CoauthLockMetadata]: 'm' });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      CoauthTable: [
        {
          CoauthLockId: 'A',
          CoauthLockMetadata: 'm',
          CoauthLockType: 'Coauth',
          UserFriendlyName: 'alice',
          CoauthLockTime: expect.any(Number) as number,
        },
      ],
    });
    const table = await getTable();
    expect(table.json()).toEqual(answer.json());
    expect(versionOf(table)).toBe(versionOf(answer));
    expect((await unlock()).status).toBe(200);
    expect((await getTable()).json()).toEqual({ CoauthTable: [] });
  });

  it('answer no body to a client whose table is the current one', async () => {
    const empty = await getTable();
    expect(empty.json()).toEqual({ CoauthTable: [] });
    expect((await getTable(versionOf(empty) as string)).body).toHaveLength(0);
    const answer = await get();
    expect((await getTable(versionOf(empty) as string)).json()).toEqual(answer.json());
    const same = await getTable(versionOf(answer) as string);
    expect([same.status, same.body.length, versionOf(same)]).toEqual([200, 0, versionOf(answer)]);
  });

  /** Headers that stand beside good ones; '' leaves one out. */
  const BAD: [string, Headers][] = [
    ['no id', { [CoauthLockId]: '' }],
    ['an id of 1,025 characters', { [CoauthLockId]: 'x'.repeat(1025) }],
    ['an id with other characters', { [CoauthLockId]: 'é' }],
    ['no timeout', { [CoauthLockExpirationTimeout]: '' }],
    ['a timeout of 59 s', { [CoauthLockExpirationTimeout]: '59' }],
    ['a timeout of 3,601 s', { [CoauthLockExpirationTimeout]: '3601' }],
    ['a timeout that is no number', { [CoauthLockExpirationTimeout]: 'soon' }],
    ['metadata of more than 4 KiB', { [CoauthLockMetadata]: 'x'.repeat(4097) }],
  ];
  const BAD_TYPES: [string, Headers][] = ['', 'None', 'coauth'].map((type) => [
    `type "${type}"`,
    { [CoauthLockType]: type },
  ]);

  it.each([...BAD, ...BAD_TYPES])('GetCoauthLock: 400 for %s, before any 409', async (_name, headers) => {
    await client.lock('L');
    const answer = await get(headers);
    expect(answer.status).toBe(400);
    expect(header(answer, WopiHeader.FailureReason)).toMatch(/^[A-Z]/);
  });

  it.each(BAD)('RefreshCoauthLock: 400 for %s, before any 409', async (_name, headers) => {
    expect((await refresh(headers)).status).toBe(400);
  });

  it.each([400, 409])(
    'UnlockCoauthLock: 400 for a bad id, 409 for one that is not held: %i',
    async (status) => {
      expect((await unlock(status === 400 ? 'x'.repeat(1025) : 'x')).status).toBe(status);
    },
  );

  it('take ids and metadata of the greatest length', async () => {
    const id = 'x'.repeat(1024);
    const answer = await get({ [CoauthLockId]: id, [CoauthLockMetadata]: 'm'.repeat(4096) });
    expect(answer.status).toBe(200);
    expect((await unlock(id)).status).toBe(200);
  });

  const body = (CoauthLockMetadata: unknown) => JSON.stringify({ CoauthLockMetadata });
  it.each<[string, string, string | undefined, string, string]>([
    ['none', '', undefined, '', 'old'],
    ['a header', 'h', undefined, 'h', 'h'],
    ['a body', '', body('b'), 'b', 'b'],
    ['both', 'h', body('b'), 'b', 'b'],
    ['an empty one in the body', '', body(''), '', 'old'],
    ['a header and an empty one in the body', 'h', body(''), '', 'old'],
    ['a body that does not speak of it', 'h', '{}', 'h', 'h'],
    ['4 KiB in the body', '', body('\u0001'.repeat(4096)), '\u0001'.repeat(4096), '\u0001'.repeat(4096)],
  ])('GetCoauthLock and RefreshCoauthLock with metadata: %s', async (_n, head, sent, got, refreshed) => {
    const headers = { [CoauthLockMetadata]: head };
    expect(metadataIn(await get(headers, sent))).toEqual([got]);
    await get({ [CoauthLockMetadata]: 'old' });
    expect(metadataIn(await refresh(headers, sent))).toEqual([refreshed]);
  });

  it.each(['{', '[]', '"x"', body(1), body({}), body('x'.repeat(4097)), body('\0')])(
    '400 for the body %.40s',
    async (sent) => {
      expect([(await get({}, sent)).status, (await refresh({}, sent)).status]).toEqual([400, 400]);
      expect((await getTable()).json()).toEqual({ CoauthTable: [] });
    },
  );

  it('413 for a body that cannot be metadata any more', async () => {
    expect((await get({}, 'x'.repeat(33_000))).status).toBe(413);
  });

  it('change nothing for who may only view, but show the table', async () => {
    client = await gateway.client(fileId, { action: 'view' });
    expect([(await get()).status, (await refresh()).status, (await unlock()).status]).toEqual([
      401, 401, 401,
    ]);
    expect((await getTable()).status).toBe(200);
  });

  it('leave one audit row each, with the lock before and after', async () => {
    await get();
    await refresh();
    await unlock();
    const rows = await gateway.query(
      `select operation, status, lock_before as before, lock_after as after from audit_log
       where file_id = $1 and operation like '%CoauthLock' order by occurred_at`,
      [fileId],
    );
    expect(rows).toEqual([
      { operation: 'GetCoauthLock', status: 200, before: null, after: 'A' },
      { operation: 'RefreshCoauthLock', status: 200, before: 'A', after: 'A' },
      { operation: 'UnlockCoauthLock', status: 200, before: 'A', after: null },
    ]);
  });
});

describe('between the two kinds of lock', () => {
  const conflict = (answer: WopiAnswer) => ({
    status: answer.status,
    lock: answer.lock,
    mechanism: header(answer, WopiHeader.ConflictingMechanism),
    user: header(answer, WopiHeader.ConflictingLockUsername),
    other: header(answer, WopiHeader.LockedByOtherInterface),
  });
  const byWopiLock = { status: 409, lock: 'L', mechanism: 'WOPI-Lock', user: undefined, other: undefined };
  const byCoauth = { status: 409, lock: '', mechanism: undefined, user: undefined, other: 'true' };
  const byExclusive = { ...byCoauth, mechanism: 'WOPI-CoauthExclusiveLock' };
  const unlocked = { status: 409, lock: '', mechanism: undefined, user: undefined, other: undefined };

  it('a WOPI lock refuses every coauth operation, and says whose it is if its client lets it', async () => {
    await client.lock('L');
    for (const act of [get, refresh, unlock, getTable]) expect(conflict(await act())).toEqual(byWopiLock);
    const visible = { [WopiHeader.Lock]: 'L', [WopiHeader.LockUserVisible]: 'True' };
    await client.post('REFRESH_LOCK', visible);
    expect(conflict(await get())).toEqual({ ...byWopiLock, user: 'alice' });
    await client.refreshLock('L');
    expect(conflict(await get())).toEqual(byWopiLock);
    await client.unlock('L');
    expect((await get()).status).toBe(200);
  });

  it('coauth locks refuse every WOPI lock operation', async () => {
    await get();
    const acts = [
      () => client.lock('L'),
      () => client.lock('L', 'K'),
      () => client.refreshLock('L'),
      () => client.unlock('L'),
      () => client.getLock(),
    ];
    for (const act of acts) expect(conflict(await act())).toEqual(byCoauth);
    await exclusive('B');
    for (const act of acts) expect(conflict(await act())).toEqual(byExclusive);
    await unlock();
    await unlock('B');
    expect((await client.lock('L')).status).toBe(200);
  });

  it('a lock may last as long as its client says, from a minute to an hour', async () => {
    const lock = (seconds: string) =>
      client.post('LOCK', { [WopiHeader.Lock]: 'L', [WopiHeader.LockExpirationTimeout]: seconds });
    for (const bad of ['59', '3601', 'x']) expect((await lock(bad)).status).toBe(400);
    expect((await lock('90')).status).toBe(200);
    const [row] = await gateway.query<{ seconds: number }>(
      `select extract(epoch from expires_at - now())::float8 as seconds from locks where file_id = $1`,
      [fileId],
    );
    expect(row!.seconds).toBeGreaterThan(60);
    expect(row!.seconds).toBeLessThanOrEqual(90);
  });

  const NOTHING = {};
  const WOPI = { [WopiHeader.Lock]: 'L' };
  const WRONG_WOPI = { [WopiHeader.Lock]: 'X' };
  const COAUTH = { [CoauthLockId]: 'A' };
  const OTHER = { [CoauthLockId]: 'B' };
  const WRONG_COAUTH = { [CoauthLockId]: 'X' };
  const EMPTY = { [WopiHeader.Lock]: '', [CoauthLockId]: '' };

  /** How the file is held, what is presented, and what RenameFile and PutFile answer. */
  const MATRIX: [string, string, Headers, object, object][] = [
    ['nothing', 'nothing', NOTHING, { status: 200 }, unlocked],
    ['nothing', 'two empty headers', EMPTY, { status: 200 }, unlocked],
    ['nothing', 'a WOPI lock', WOPI, { status: 200 }, unlocked],
    ['nothing', 'a coauth lock', COAUTH, { status: 200 }, unlocked],
    ['nothing', 'both', { ...WOPI, ...COAUTH }, { status: 400 }, { status: 400 }],
    ['WOPI', 'nothing', NOTHING, byWopiLock, byWopiLock],
    ['WOPI', 'it', WOPI, { status: 200 }, { status: 200 }],
    ['WOPI', 'another WOPI lock', WRONG_WOPI, byWopiLock, byWopiLock],
    ['WOPI', 'a coauth lock', COAUTH, byWopiLock, byWopiLock],
    ['WOPI', 'both', { ...WOPI, ...COAUTH }, { status: 400 }, { status: 400 }],
    ['coauth', 'nothing', NOTHING, byCoauth, byCoauth],
    ['coauth', 'it', COAUTH, { status: 200 }, { status: 200 }],
    ['coauth', 'an unknown coauth lock', WRONG_COAUTH, byCoauth, byCoauth],
    ['coauth', 'a WOPI lock', WOPI, byCoauth, byCoauth],
    ['coauth', 'both', { ...WOPI, ...COAUTH }, { status: 400 }, { status: 400 }],
    ['coauth A, exclusive B', 'B', OTHER, { status: 200 }, { status: 200 }],
    ['coauth A, exclusive B', 'A', COAUTH, byExclusive, byExclusive],
    ['coauth A, exclusive B', 'a WOPI lock', WOPI, byExclusive, byExclusive],
    ['coauth A, exclusive B', 'nothing', NOTHING, byExclusive, byExclusive],
  ];
  const hold = async (how: string) => {
    if (how === 'WOPI') await client.lock('L');
    if (how.startsWith('coauth')) await get();
    if (how.endsWith('exclusive B')) await exclusive('B');
  };

  it.each(MATRIX)('held by %s, presented %s: RenameFile', async (how, _shown, headers, answer) => {
    await hold(how);
    expect(conflict(await renamed(randomUUID(), headers))).toMatchObject(answer);
  });

  it.each(MATRIX)('held by %s, presented %s: PutFile', async (how, _shown, headers, _rename, answer) => {
    await hold(how);
    const saved = await client.putFile(Buffer.from('new'), undefined, headers);
    expect(conflict(saved)).toMatchObject(answer);
    expect((await client.getFile()).body.toString()).toBe(saved.status === 200 ? 'new' : 'content');
  });

  it.each(MATRIX)(
    'held by %s, presented %s: PutFile into an empty file',
    async (how, _s, headers, _r, answer) => {
      await client.lock('E');
      await client.putFile(Buffer.alloc(0), 'E');
      await client.unlock('E');
      await hold(how);
      const saved = await client.putFile(Buffer.from('new'), undefined, headers);
      expect(conflict(saved)).toMatchObject(answer === unlocked ? { status: 200 } : answer);
    },
  );

  it('DeleteFile and PutRelativeFile over it are refused while anything holds the file', async () => {
    const name = (await client.checkFileInfo()).json<{ BaseFileName: string }>().BaseFileName;
    const overwrite = async () => {
      const beside = await gateway.client(
        await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('x')),
        {
          user: 'admin',
        },
      );
      const target = { [WopiHeader.RelativeTarget]: name, [WopiHeader.OverwriteRelativeTarget]: 'True' };
      return beside.post('PUT_RELATIVE', target, Buffer.from('over'));
    };
    await get();
    expect(conflict(await client.post('DELETE'))).toEqual(byCoauth);
    expect(conflict(await overwrite())).toEqual(byCoauth);
    await unlock();
    await client.lock('L');
    expect(conflict(await client.post('DELETE'))).toEqual(byWopiLock);
    expect(conflict(await overwrite())).toEqual(byWopiLock);
    await client.unlock('L');
    expect((await overwrite()).status).toBe(200);
    expect((await client.post('DELETE')).status).toBe(200);
  });
});

describe('a client without CSPP Plus', () => {
  it('is not offered the coauth operations, and meets the locks of those who are', async () => {
    const plain = await startGateway();
    try {
      const other = await plain.client(await plain.putFile('plain.wopitest', Buffer.from('x')));
      for (const operation of [
        'GET_COAUTH_LOCK',
        'REFRESH_COAUTH_LOCK',
        'UNLOCK_COAUTH_LOCK',
        'GET_COAUTH_TABLE',
      ])
        expect((await other.post(operation, GOOD)).status).toBe(501);
    } finally {
      await plain.stop();
    }
  });
});
