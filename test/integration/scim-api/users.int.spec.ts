import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortalSessions, UsersService } from '#identity';
import { Directory, USER } from './fixture.js';

let directory: Directory;
let lastName = 0;

beforeAll(async () => {
  directory = await Directory.start();
});
afterAll(() => directory.stop());

const newName = () => `person${++lastName}@contoso.example`;
const list = async (query: string) => (await directory.call('GET', `Users?${query}`)).json;
const eq = (name: string, value: string) => `filter=${encodeURIComponent(`${name} eq "${value}"`)}`;

describe('an account by SCIM', () => {
  it('is made as Entra ID asks for it, found by its names, and told again with a tag', async () => {
    const [userName, externalId] = [newName(), randomUUID()];
    expect(await list(eq('userName', userName))).toMatchObject({ totalResults: 0, Resources: [] });
    const made = await directory.call('POST', 'Users', {
      schemas: [USER, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
      externalId,
      userName: userName.toUpperCase(),
      active: true,
      emails: [
        { type: 'other', value: 'x@x.test' },
        { primary: true, type: 'work', value: userName },
      ],
      meta: { resourceType: 'User' },
      name: { formatted: 'Ada Lovelace', familyName: 'Lovelace', givenName: 'Ada' },
      roles: [],
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toMatch('application/scim+json');
    const { id } = made.json as { id: string };
    expect(made.json).toMatchObject({
      externalId,
      userName,
      displayName: 'Ada Lovelace',
      active: true,
      emails: [{ value: userName, primary: true }],
      meta: { resourceType: 'User', location: `https://scim.example.com/scim/v2/Users/${id}` },
    });
    expect(made.headers.get('location')).toBe(`https://scim.example.com/scim/v2/Users/${id}`);
    const read = await directory.call('GET', `Users/${id}`);
    expect(read.json).toEqual(made.json);
    expect(read.headers.get('etag')).toBe(made.json.meta.version);
    for (const query of [
      eq('userName', userName.toUpperCase()),
      eq('externalId', externalId),
      eq('emails.value', userName),
      `filter=${encodeURIComponent(`urn:ietf:params:scim:schemas:core:2.0:User:userName EQ "${userName}" and active eq true`)}`,
    ])
      expect(await list(query)).toMatchObject({ totalResults: 1, Resources: [{ id }] });
  });

  it.each([
    ['Entra ID renames', [{ op: 'Replace', path: 'displayName', value: 'New' }], { displayName: 'New' }],
    [
      'Entra ID moves an address',
      [{ op: 'Add', path: 'emails[type eq "work"].value', value: 'new@x.test' }],
      { emails: [{ value: 'new@x.test' }] },
    ],
    ['Entra ID disables', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
    ['Okta disables', [{ op: 'replace', value: { active: false } }], { active: false }],
    [
      'dotted names are told without a path',
      [{ op: 'replace', value: { 'name.formatted': 'Dotted', nickName: 'not kept' } }],
      { displayName: 'Dotted' },
    ],
    [
      'full paths are used',
      [{ op: 'replace', path: `${USER}:externalId`, value: 'Of-Another-Case' }],
      { externalId: 'Of-Another-Case' },
    ],
  ])('changes as %s', async (_, operations, expected) => {
    const id = await directory.user(newName());
    const changed = await directory.patch(`Users/${id}`, operations);
    expect(changed.status).toBe(200);
    expect(changed.json).toMatchObject(expected);
    expect((await directory.call('GET', `Users/${id}`)).json).toEqual(changed.json);
  });

  it('gets another login, unless somebody has it', async () => {
    const [one, other] = [newName(), newName()];
    const id = await directory.user(one);
    await directory.user(other);
    const renamed = newName();
    expect(
      (await directory.patch(`Users/${id}`, [{ op: 'replace', path: 'userName', value: renamed }])).json,
    ).toMatchObject({ userName: renamed });
    const taken = await directory.patch(`Users/${id}`, [{ op: 'replace', path: 'userName', value: other }]);
    expect([taken.status, taken.json.scimType]).toEqual([409, 'uniqueness']);
  });

  it('loses an address that is taken away, and gets one that stands alone', async () => {
    const id = await directory.user(newName(), { emails: [{ value: 'a@contoso.example', type: 'work' }] });
    const emails = async (...operations: object[]) =>
      (await directory.patch(`Users/${id}`, operations)).json.emails;
    const work = 'emails[type eq "work"]';
    const home = 'emails[type eq "home"]';
    for (const path of [home, `${home}.value`])
      expect(await emails({ op: 'remove', path })).toMatchObject([{ value: 'a@contoso.example' }]);
    expect(await emails({ op: 'remove', path: work })).toBeUndefined();
    expect(await emails({ op: 'add', path: 'emails', value: { value: 'b@contoso.example' } })).toMatchObject([
      { value: 'b@contoso.example' },
    ]);
    expect(await emails({ op: 'replace', path: work, value: { value: 'c@contoso.example' } })).toMatchObject([
      { value: 'c@contoso.example' },
    ]);
  });

  it('is not told again to who has it as it is', async () => {
    const id = await directory.user(newName());
    const { headers } = await directory.call('GET', `Users/${id}`);
    // Without the second one fetch asks every cache on the way for the whole.
    const tag = { 'If-None-Match': headers.get('etag')!, 'Cache-Control': 'max-age=0' };
    expect((await directory.call('GET', `Users/${id}`, undefined, tag)).status).toBe(304);
    await directory.patch(`Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
    expect((await directory.call('GET', `Users/${id}`, undefined, tag)).status).toBe(200);
  });

  it('is replaced by a PUT: what it does not say is gone', async () => {
    const userName = newName();
    const id = await directory.user(userName, { externalId: 'ext', emails: [{ value: 'a@x.test' }] });
    const { status, json } = await directory.call('PUT', `Users/${id}`, { schemas: [USER], userName });
    expect(status).toBe(200);
    expect(json.externalId).toBeUndefined();
    expect(json.emails).toBeUndefined();
  });

  it.each([
    [
      'is deactivated',
      (id: string) => directory.patch(`Users/${id}`, [{ op: 'replace', path: 'active', value: false }]),
    ],
    ['is deleted', (id: string) => directory.call('DELETE', `Users/${id}`)],
  ])('is signed out everywhere, at once, when it %s', async (_, end) => {
    const id = await directory.user(newName());
    const { app } = directory.admin.server;
    const sessions = app.get(PortalSessions);
    const { cookie } = await sessions.begin(await app.get(UsersService).get(id), { signedInBy: 'openid' });
    await directory.admin.query(
      `insert into sessions (tenant_id, session_id, user_id, client, action, route, expires_at)
       select tenant_id, gen_random_uuid(), user_id, 'office', 'edit', 'direct', now() + interval '1 hour'
       from users where user_id = $1`,
      [id],
    );
    await end(id);
    expect(await sessions.resolve(cookie)).toBeUndefined();
    const open = `select from sessions where user_id = $1 and revoked_at is null`;
    expect(await directory.admin.query(open, [id])).toEqual([]);
  });

  it('is gone for the directory when it is deleted, keeps its files here, and comes back only as the same person', async () => {
    const [userName, externalId] = [newName(), randomUUID()];
    const id = await directory.user(userName, { externalId });
    expect((await directory.call('DELETE', `Users/${id}`)).status).toBe(204);
    expect((await directory.call('GET', `Users/${id}`)).status).toBe(404);
    expect((await directory.call('DELETE', `Users/${id}`)).status).toBe(404);
    expect((await directory.admin.get(`users/${id}`)).json).toMatchObject({ disabled: true });
    const successor = { schemas: [USER], userName, externalId: randomUUID() };
    expect((await directory.call('POST', 'Users', successor)).status).toBe(409);
    expect(await directory.user(userName, { externalId })).toBe(id);
    expect((await directory.admin.get(`users/${id}`)).json).toMatchObject({ disabled: false });
  });

  it('of an administrator that was made here is out of reach', async () => {
    const login = newName();
    const { json } = await directory.admin.post('users', { login, role: 'administrator' });
    const id = json.id as string;
    expect(await list(eq('userName', login))).toMatchObject({ totalResults: 0 });
    expect(
      (await directory.patch(`Users/${id}`, [{ op: 'replace', path: 'active', value: false }])).status,
    ).toBe(404);
    expect((await directory.call('POST', 'Users', { schemas: [USER], userName: login })).status).toBe(409);
    expect((await directory.admin.get(`users/${id}`)).json).toMatchObject({ disabled: false });
  });

  it('is changed by one of many who read the same state', async () => {
    const id = await directory.user(newName());
    const tag = (await directory.call('GET', `Users/${id}`)).headers.get('etag')!;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        directory.patch(`Users/${id}`, [{ op: 'replace', path: 'displayName', value: `Name ${n}` }], {
          'If-Match': tag,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      200,
      ...Array<number>(7).fill(412),
    ]);
  });

  it('is one, however often it is asked for at once', async () => {
    const userName = newName();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => directory.call('POST', 'Users', { schemas: [USER], userName })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      201,
      ...Array<number>(7).fill(409),
    ]);
  });

  it('is listed in pages that leave nobody out', async () => {
    for (let n = 0; n < 5; n++) await directory.user(newName());
    const { totalResults } = await list('count=0');
    const seen: string[] = [];
    for (let startIndex = 1; startIndex <= totalResults; startIndex += 3) {
      const page = await list(`startIndex=${startIndex}&count=3`);
      expect(page).toMatchObject({ totalResults, startIndex, itemsPerPage: page.Resources.length });
      seen.push(...page.Resources.map(({ id }: { id: string }) => id));
    }
    expect(new Set(seen).size).toBe(totalResults);
  });
});
