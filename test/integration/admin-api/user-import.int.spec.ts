import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admin, KEY } from './fixture.js';

let admin: Admin;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());

const send = (type: string, list: string | Buffer, key = KEY) =>
  admin.call('POST', '/admin/v1/bulk/users/import', list, key, { 'Content-Type': type });
const outcomes = async (id: string) =>
  (
    (await admin.get(`jobs/${id}/items?limit=200`)).json.items as {
      subject: { line?: number; login?: string };
      outcome: string;
      detail?: string;
    }[]
  ).map(({ subject, outcome, detail }) => [subject.line, subject.login, outcome, detail]);
const taken = 'There is an account of this login already.';

describe('a list of people', () => {
  it('as CSV becomes accounts, each line with an outcome of its own', async () => {
    const list = [
      '\ufefflogin,displayName,role',
      'Ada,"Lovelace, Ada",',
      'bob',
      'ada,,member',
      '"new\nline",,',
      '',
      'grace,Grace,administrator',
    ].join('\r\n');
    const { status, json, headers } = await send('text/csv; charset=utf-8', list);
    expect([status, headers.get('location')]).toEqual([202, `/admin/v1/jobs/${json.id}`]);
    expect(json).toMatchObject({ kind: 'users.import', state: 'done', total: 5, done: 2, refused: 3 });
    expect(await outcomes(json.id as string)).toEqual([
      [2, 'Ada', 'done', undefined],
      [3, undefined, 'refused', 'Line 3: has another number of columns'],
      [4, 'ada', 'refused', taken],
      [6, 'new\nline', 'refused', 'A login has 1 to 200 visible characters and no spaces.'],
      [8, 'grace', 'done', undefined],
    ]);
    const { users } = (await admin.get('users?sort=login&fields=login,displayName,role')).json;
    expect(users).toMatchObject([
      { login: 'ada', displayName: 'Lovelace, Ada', role: 'member' },
      { login: 'grace', displayName: 'Grace', role: 'administrator' },
    ]);
  });

  it('as JSON lines likewise', async () => {
    const lines = [
      '{"login":"eve","displayName":"Eve"}',
      'not json',
      '{"login":"mallory","password":"x"}',
      '{"__proto__":{"login":"x"}}',
      '[]',
      '{"login":"nul\\u0000"}',
      '{"login":"half\\ud800"}',
      '[[[['.repeat(10_000),
      '{"login":"x","\\u0000\\ud800":1}',
      `{"login":"x","${'k'.repeat(100_000)}":1}`,
    ];
    const { json } = await send('application/x-ndjson', lines.join('\n'));
    expect(json).toMatchObject({ total: lines.length, done: 1, refused: lines.length - 1, failed: 0 });
    const told = await outcomes(json.id as string);
    for (const [, , , detail] of told) expect(String(detail).length).toBeLessThan(400);
    const [, second, third] = told;
    expect(second).toEqual([2, undefined, 'refused', 'Line 2: is not JSON']);
    expect(third![3]).toMatch(/^Line 3: .*password/);
  });

  it.each([
    ['text/csv', 'displayName\nAda\n', 400],
    ['text/csv', 'login,login\nada,ada\n', 400],
    ['text/csv', 'login,__proto__\nada,x\n', 400],
    ['text/csv', 'login\n"never closed\n', 400],
    ['text/csv', `login\n${'x'.repeat(5_000)}\n`, 400],
    ['text/csv', 'login\n', 400],
    ['text/csv', '', 400],
    ['text/csv', Buffer.from([0x6c, 0xff]), 400],
    ['application/x-ndjson', ' \n\n', 400],
    ['application/x-ndjson', '{}\n'.repeat(5_001), 400],
    ['text/csv', `login\n${'a\n'.repeat(5_001)}`, 400],
    ['application/x-ndjson', 'x'.repeat(1024 ** 2 + 1), 413],
    ['application/xml', '<a/>', 415],
  ])('is refused as %s %#', async (type, list, status) => {
    const before = (await admin.get('jobs?limit=200')).json.jobs as unknown[];
    expect((await send(type, list)).status).toBe(status);
    expect((await admin.get('jobs?limit=200')).json.jobs).toHaveLength(before.length);
  });

  it('with roles needs the permission for them', async () => {
    const wish = { name: 'x', role: 'tenant-admin', permissions: ['users.manage'] };
    const { key } = (await admin.post('api-keys', wish)).json as { key: string };
    expect((await send('text/csv', 'login,role\nzoe,member\n', key)).status).toBe(403);
    expect((await send('text/csv', 'login,role\nzoe,\n', key)).status).toBe(202);
  });
});
