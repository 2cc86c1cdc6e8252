import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Admin } from './fixture.js';

let admin: Admin;

const put = async (name: string, owner = 'anna'): Promise<string> =>
  (await admin.post(`files?name=${name}&owner=${owner}`, Buffer.from(name))).json.id as string;

const readAll: Admin['readAll'] = (...of) => admin.readAll(...of);
const namesOf = (items: Record<string, unknown>[]) => items.map(({ name }) => name);

beforeAll(async () => {
  admin = await Admin.start();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await put(`${name}.txt`);
  await put('other.txt', 'berta');
});
afterAll(() => admin.stop());

describe('a list', () => {
  it('has each row once, whatever comes meanwhile', async () => {
    let n = 0;
    const newer = () => put(`0${n++}.md`);
    const byTime = await readAll('files?limit=2&sort=-modifiedAt&owner=anna', 'files', newer);
    expect(namesOf(byTime)).toEqual(['e.txt', 'd.txt', 'c.txt', 'b.txt', 'a.txt']);
    const byName = await readAll('files?limit=2&sort=name&name=.TXT', 'files', newer);
    expect(namesOf(byName)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'other.txt']);
  });

  it('tells rows apart that sort alike', async () => {
    await admin.query(`update files set modified_at = '2026-01-01' where name like '%.txt'`);
    const found = await readAll('files?limit=2&name=.txt', 'files');
    expect(found).toHaveLength(6);
    expect(new Set(namesOf(found))).toEqual(
      new Set(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'other.txt']),
    );
  });

  it('answers the members that are asked for, and the id', async () => {
    const { json } = await admin.get('files?name=a.txt&fields=name,size');
    expect(json.files).toEqual([{ id: expect.any(String), name: 'a.txt', size: 5 }]);
  });

  it.each([
    ['limit=0'],
    ['limit=201'],
    ['sort=blobKey'],
    ['fields=name,password'],
    ['cursor=x'],
    [`cursor=${cursor('-modifiedAt', 'no moment', randomUUID())}`],
    [`cursor=${cursor('-modifiedAt', '2026-01-01', 'no-id')}`],
    [`cursor=${cursor('name', 'a.txt', randomUUID())}`],
    ['name=%00'],
    ['unknown=1'],
  ])('refuses %s', async (query) => {
    expect((await admin.get(`files?${query}`)).status).toBe(400);
  });
});

function cursor(...place: string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

describe('deleted files', () => {
  it('are listed in pages, the last deleted first, while others are deleted', async () => {
    const files = [];
    for (const name of ['x1.txt', 'x2.txt', 'x3.txt']) files.push(await put(name));
    const remove = (id: string) => admin.call('DELETE', `/admin/v1/files/${id}`);
    for (const id of files) await remove(id);
    const later = async () => remove(await put('x0.txt'));
    const found = await readAll('deleted-files?limit=1&name=X&fields=name', 'deleted', later);
    expect(namesOf(found)).toEqual(['x3.txt', 'x2.txt', 'x1.txt']);
    const { json } = await admin.get(`deleted-files?sort=name&name=x&owner=${randomUUID()}`);
    expect(json.deleted).toEqual([]);
  });
});

describe('recovered saves', () => {
  it('are listed in pages, by file and reason', async () => {
    const file = await put('lost.docx');
    await admin.query(
      `insert into recovered_saves (tenant_id, file_id, author_id, session_id, client, reason, size, sha256, blob_key)
       select tenant_id, file_id, author_id, gen_random_uuid(), 'office', 'lock_lost', n, convert_to(n::text, 'UTF8'), blob_key
       from versions, generate_series(1, 3) n where file_id = $1`,
      [file],
    );
    const query = `recovered?limit=2&sort=-size&fields=size&file=${file}`;
    expect((await readAll(`${query}&reason=lock_lost`, 'recovered')).map(({ size }) => size)).toEqual([
      3, 2, 1,
    ]);
    expect(await readAll(`${query}&reason=quota`, 'recovered')).toEqual([]);
  });
});

describe('API keys', () => {
  it('are listed in pages, the newest first', async () => {
    for (const name of ['one', 'two', 'three']) await admin.post('api-keys', { name, role: 'viewer' });
    const found = await readAll('api-keys?limit=2&fields=name', 'keys');
    expect(namesOf(found)).toEqual(['three', 'two', 'one']);
    expect(found[0]).toEqual({ id: expect.any(String), name: 'three' });
  });
});

describe('sessions', () => {
  it('are listed while they live, by person and file', async () => {
    const file = await put('open.docx');
    const open = (user: string) => admin.post('sessions', { file, user, direct: true });
    const [first] = [await open('anna'), await open('berta')];
    const list = async (query: string) =>
      (await admin.get(`sessions?${query}`)).json.sessions as { id: string; user: string }[];
    expect((await list(`file=${file}&sort=user`)).map(({ user }) => user)).toEqual(['anna', 'berta']);
    expect(await list('user=Anna')).toMatchObject([
      { id: first.json.sessionId, fileName: 'open.docx', client: 'office', action: 'edit', route: 'direct' },
    ]);
    await admin.call('DELETE', `/admin/v1/sessions/${first.json.sessionId}`);
    expect(await list('user=anna')).toEqual([]);
  });
});

describe('locks', () => {
  const hold = (file: string, lock: string, user: string) =>
    admin.query(
      `insert into locks (tenant_id, file_id, lock_id, expires_at, acquired_by)
       select $1, $2, $3, now() + interval '5 minutes', user_id from users where login = $4`,
      [DEFAULT_TENANT_ID, file, lock, user],
    );
  const locks = async (query: string) => (await admin.get(`locks?${query}`)).json.locks as { lock: string }[];

  it('are listed while in force, and stale once nobody can use them', async () => {
    const file = await put('locked.docx');
    const { json } = await admin.post('sessions', { file, user: 'anna', direct: true });
    await hold(file, 'L1', 'anna');
    expect(await locks(`file=${file}`)).toMatchObject([
      { fileId: file, fileName: 'locked.docx', lock: 'L1', kind: 'WOPI', holder: 'anna', stale: false },
    ]);
    expect(await locks('user=anna&stale=true')).toEqual([]);
    await admin.call('DELETE', `/admin/v1/sessions/${json.sessionId}`);
    expect(await locks('user=anna&stale=true')).toMatchObject([{ lock: 'L1', stale: true }]);
    await admin.query(`update locks set expires_at = now() where file_id = $1`, [file]);
    expect(await locks(`file=${file}`)).toEqual([]);
  });

  it('are released by one of many callers, and leave the reason in the audit log', async () => {
    const file = await put('released.docx');
    await hold(file, 'L2', 'anna');
    const release = (lock: string) => admin.post('locks/release', { file, lock, reason: 'left open' });
    expect((await release('another')).status).toBe(409);
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => release('L2')))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(11);
    expect(
      await admin.query(
        `select lock_before, detail from audit_log where operation = 'ReleaseLock' and file_id = $1`,
        [file],
      ),
    ).toEqual([{ lock_before: 'L2', detail: { kind: 'WOPI', reason: 'left open' } }]);
  });

  it('are released many at once, each by one of many callers', async () => {
    const files = await Promise.all(['many1.docx', 'many2.docx', 'many3.docx'].map((name) => put(name)));
    for (const file of files) await hold(file, 'L3', 'anna');
    const locks = files.map((file, n) => ({ file, lock: n === 1 ? 'another' : 'L3' }));
    const release = () => admin.post('locks/release-many', { locks, reason: 'all went home' });
    const answers = await Promise.all(Array.from({ length: 6 }, release));
    const released = answers.flatMap(({ json }) =>
      (json.locks as { file: string; released: boolean }[]).filter((lock) => lock.released),
    );
    expect(released.map(({ file }) => file).sort((a, b) => a.localeCompare(b))).toEqual(
      [files[0]!, files[2]!].sort((a, b) => a.localeCompare(b)),
    );
    const audited = await admin.query(
      `select 1 from audit_log where operation = 'ReleaseLock' and detail ->> 'reason' = 'all went home'`,
    );
    expect(audited).toHaveLength(2);
    expect((await admin.post('locks/release-many', { locks: [], reason: 'none' })).status).toBe(400);
  });

  it('of co-authors are listed and released one by one', async () => {
    const file = await put('together.docx');
    const entry = (name: string) => ({
      [`C-${name}`]: {
        type: 'Coauth',
        metadata: '',
        userName: name,
        acquiredAt: Date.now(),
        expiresAt: Date.now() / 1000 + 300,
      },
    });
    await admin.query(
      `insert into locks (tenant_id, file_id, expires_at, coauth, coauth_until)
       values ($1, $2, '-infinity', $3, now() + interval '5 minutes')`,
      [DEFAULT_TENANT_ID, file, { ...entry('anna'), ...entry('berta') }],
    );
    const locksOf = () => readAll(`locks?file=${file}&limit=1`, 'locks');
    const holders = async () => new Set((await locksOf()).map(({ holder }) => holder));
    expect(await holders()).toEqual(new Set(['anna', 'berta']));
    const body = { file, lock: 'C-anna', kind: 'Coauth', reason: 'crashed' };
    expect((await admin.post('locks/release', body)).status).toBe(204);
    expect(await holders()).toEqual(new Set(['berta']));
  });
});
