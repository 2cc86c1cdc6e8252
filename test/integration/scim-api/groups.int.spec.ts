import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Directory, GROUP } from './fixture.js';

let directory: Directory;
let ada: string;
let bob: string;
let eve: string;

beforeAll(async () => {
  directory = await Directory.start();
  [ada, bob, eve] = [await directory.user('ada'), await directory.user('bob'), await directory.user('eve')];
});
afterAll(() => directory.stop());

const named = (...ids: string[]) => ids.map((value) => ({ value }));

describe('a group by SCIM', () => {
  it('is made, found by name, external id and member, and removed', async () => {
    const externalId = randomUUID();
    const made = await directory.call('POST', 'Groups', {
      schemas: [GROUP],
      displayName: 'Finance',
      externalId,
      members: named(ada),
    });
    expect(made.status).toBe(201);
    const { id } = made.json as { id: string };
    for (const filter of [
      `displayName eq "finance"`,
      `externalId eq "${externalId}"`,
      `members.value eq "${ada}"`,
    ]) {
      const { json } = await directory.call('GET', `Groups?filter=${encodeURIComponent(filter)}`);
      expect(json).toMatchObject({ totalResults: 1, Resources: [{ id, members: named(ada) }] });
    }
    const short = await directory.call('GET', `Groups/${id}?excludedAttributes=members`);
    expect(short.json.members).toBeUndefined();
    expect((await directory.call('DELETE', `Groups/${id}`)).status).toBe(204);
    expect((await directory.call('GET', `Groups/${id}`)).status).toBe(404);
  });

  it.each([
    ['Entra ID adds', () => [{ op: 'Add', path: 'members', value: named(bob, eve) }], () => [ada, bob, eve]],
    ['Entra ID removes', () => [{ op: 'Remove', path: 'members', value: named(ada) }], () => []],
    ['Okta removes', () => [{ op: 'remove', path: `members[value eq "${ada}"]` }], () => []],
    ['Okta replaces', () => [{ op: 'replace', path: 'members', value: named(bob) }], () => [bob]],
    ['all are removed', () => [{ op: 'remove', path: 'members' }], () => []],
    [
      'the last word counts',
      () => [
        { op: 'add', path: 'members', value: named(bob) },
        { op: 'remove', path: 'members', value: named(bob, ada) },
        { op: 'add', path: 'members', value: named(ada) },
      ],
      () => [ada],
    ],
    [
      'nobody is left but who comes after',
      () => [
        { op: 'replace', path: 'members', value: named(bob) },
        { op: 'add', path: 'members', value: named(eve) },
      ],
      () => [bob, eve],
    ],
  ])('changes members as %s', async (_, operations, expected) => {
    const id = await directory.group(randomUUID(), [ada]);
    expect((await directory.patch(`Groups/${id}`, operations())).status).toBe(200);
    expect(await directory.members(id)).toEqual(expected().sort());
  });

  it('is renamed as Okta does, and replaced by a PUT', async () => {
    const id = await directory.group(randomUUID(), [ada]);
    const name = randomUUID();
    const renamed = await directory.patch(`Groups/${id}`, [
      { op: 'replace', value: { id, displayName: name } },
    ]);
    expect(renamed.json).toMatchObject({ displayName: name, members: named(ada) });
    const body = { schemas: [GROUP], displayName: randomUUID(), members: named(eve) };
    expect((await directory.call('PUT', `Groups/${id}`, body)).json).toMatchObject({ members: named(eve) });
  });

  it('is refused whole where one member is nobody', async () => {
    const id = await directory.group(randomUUID(), [ada]);
    for (const stranger of [randomUUID(), 'x']) {
      const operations = [
        { op: 'replace', path: 'displayName', value: randomUUID() },
        { op: 'add', path: 'members', value: named(bob, stranger) },
      ];
      const before = (await directory.call('GET', `Groups/${id}`)).json;
      const { status, json } = await directory.patch(`Groups/${id}`, operations);
      expect([status, json.scimType]).toEqual([400, 'invalidValue']);
      expect((await directory.call('GET', `Groups/${id}`)).json).toEqual(before);
    }
  });

  it('is changed by one of many who read the same state', async () => {
    const id = await directory.group(randomUUID());
    const tag = (await directory.call('GET', `Groups/${id}`)).headers.get('etag')!;
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        directory.patch(`Groups/${id}`, [{ op: 'replace', path: 'displayName', value: randomUUID() }], {
          'If-Match': tag,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      200,
      ...Array<number>(5).fill(412),
    ]);
  });

  it('keeps all members that are added at once', async () => {
    const id = await directory.group(randomUUID());
    await Promise.all(
      [ada, bob, eve].map((one) =>
        directory.patch(`Groups/${id}`, [{ op: 'Add', path: 'members', value: named(one) }]),
      ),
    );
    expect(await directory.members(id)).toEqual([ada, bob, eve].sort());
  });

  it('gives the role that somebody here has given it, and gives none by itself', async () => {
    const roleOf = async () => (await directory.admin.get(`users/${ada}`)).json.role as string;
    const id = await directory.group(randomUUID(), [ada]);
    await directory.patch(`Groups/${id}`, [{ op: 'replace', value: { roles: ['administrator'] } }]);
    expect(await roleOf()).toBe('member');
    await directory.admin.call('PUT', `/admin/v1/groups/${id}/roles/administrator`);
    expect(await roleOf()).toBe('administrator');
    await directory.patch(`Groups/${id}`, [{ op: 'remove', path: `members[value eq "${ada}"]` }]);
    expect(await roleOf()).toBe('member');
  });

  it('is audited from its making on, as its members are', async () => {
    const [user, id] = [await directory.user('audited@contoso.example'), await directory.group(randomUUID())];
    const rows = await directory.admin.query(
      `select operation, user_id, detail ->> 'group' as "group" from audit_log
       where user_id = $1 or detail ->> 'group' = $2 order by seq`,
      [user, id],
    );
    expect(rows).toEqual([
      { operation: 'AddUser', user_id: user, group: null },
      { operation: 'AddGroup', user_id: null, group: id },
    ]);
  });

  it('takes a thousand members in one request', async () => {
    const id = await directory.group(randomUUID());
    const rows = await directory.admin.query<{ id: string }>(
      `insert into users (tenant_id, login, display_name)
       select tenant_id, 'many' || n, 'Many' from tenants, generate_series(1, 1000) n
       where tenant_id = '00000000-0000-0000-0000-000000000001' returning user_id as id`,
    );
    const all = rows.map((row) => row.id);
    const { status } = await directory.patch(`Groups/${id}`, [
      { op: 'Add', path: 'members', value: named(...all) },
    ]);
    expect(status).toBe(200);
    expect(await directory.members(id)).toHaveLength(1000);
  });
});
