import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admin, KEY } from './fixture.js';

let admin: Admin;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());

const patch = async (id: string, body: object, ifMatch?: string) => {
  const response = await fetch(new URL(`/admin/v1/users/${id}`, admin.server.url), {
    method: 'PATCH',
    headers: {
      Authorization: `Bearer ${KEY}`,
      'Content-Type': 'application/json',
      ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
    },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    json: (await response.json()) as Record<string, unknown>,
    etag: response.headers.get('etag')!,
  };
};

describe('people', () => {
  it('are added once, found, and have folders', async () => {
    const wish = { login: 'Carla', displayName: 'Carla Cox' };
    const all = await Promise.all(Array.from({ length: 8 }, () => admin.post('users', wish)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 409)).toHaveLength(7);
    const { json } = await admin.get('users?name=cox&disabled=false');
    expect(json.users).toMatchObject([{ login: 'carla', displayName: 'Carla Cox', role: 'member' }]);
    const folders = await admin.get(`containers?owner=${json.users[0].login}`);
    expect(folders.json.containers).toMatchObject([{ name: 'Files', ownerId: json.users[0].id }]);
  });

  it.each([
    [{ login: '' }],
    [{ login: 'a b' }],
    [{ login: 'x', displayName: ' ' }],
    [{ login: 'x', role: 'owner' }],
  ])('are not added as %j', async (wish) => {
    expect((await admin.post('users', wish)).status).toBe(400);
  });

  it('are changed by one of many who read the same state', async () => {
    const { json } = await admin.post('users', { login: 'dora' });
    const { headers } = await admin.get(`users/${json.id}`);
    const tag = headers.get('etag')!;
    const names = Array.from({ length: 10 }, (_, n) => `Dora ${n}`);
    const answers = await Promise.all(names.map((displayName) => patch(json.id, { displayName }, tag)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    const won = answers.find(({ status }) => status === 200)!;
    expect((await patch(json.id, { displayName: 'Dora' }, won.etag)).json).toMatchObject({
      displayName: 'Dora',
    });
    expect((await patch(json.id, { displayName: 'D' })).status).toBe(200);
  });

  it('lose what they have open when they are disabled, and do not get it back', async () => {
    const file = (await admin.post('files?name=a.docx&owner=emil', Buffer.from('a'))).json.id as string;
    await admin.post('sessions', { file, user: 'emil', direct: true });
    const id = (await admin.get('users?name=emil')).json.users[0].id as string;
    const sessions = async () => (await admin.get('sessions?user=emil')).json.sessions as object[];
    expect(await sessions()).toHaveLength(1);
    expect((await patch(id, { disabled: true })).json).toMatchObject({ disabled: true });
    expect((await patch(id, { disabled: false })).json).toMatchObject({ disabled: false });
    expect(await sessions()).toEqual([]);
    expect(
      await admin.query(`select user_id from audit_log where operation = 'ChangeUser' and user_id = $1`, [
        id,
      ]),
    ).toHaveLength(2);
  });

  it('get a role from whoever may give roles alone', async () => {
    const wish = { name: 'x', role: 'owner', permissions: ['users.manage'] };
    const key = (await admin.post('api-keys', wish)).json.key as string;
    const add = (body: object) => admin.call('POST', '/admin/v1/users', body, key);
    expect((await add({ login: 'fred', role: 'administrator' })).status).toBe(403);
    expect((await add({ login: 'fred' })).status).toBe(201);
  });
});

describe('clients', () => {
  it('say how they are, what they open, and are asked again', async () => {
    const { json } = await admin.get('clients');
    expect(json.clients).toMatchObject([{ name: 'office', profile: 'microsoft365', proofKeys: true }]);
    expect((await admin.get('clients/openers?extension=docx')).json.openers).toMatchObject([
      { client: 'office' },
    ]);
    expect((await admin.get('clients/openers?extension=zip')).json.openers).toEqual([]);
    expect((await admin.post('clients/office/refresh')).json).toMatchObject({ name: 'office' });
    expect((await admin.post('clients/nobody/refresh')).status).toBe(404);
  });
});

describe('statistics', () => {
  it('count what there is', async () => {
    const before = (await admin.get('statistics')).json;
    await admin.post('files?name=s.txt&owner=anna', Buffer.from('12345'));
    await admin.query(
      `insert into audit_daily select tenant_id, (now() at time zone 'UTC')::date, 'PutFile', 'office', 200, 3, 1 from tenants`,
    );
    const after = (await admin.get('statistics')).json;
    expect(after).toMatchObject({
      files: before.files + 1,
      bytes: before.bytes + 5,
      versions: before.versions + 1,
      savesPerDay: [{ saves: 3 }],
    });
  });
});
