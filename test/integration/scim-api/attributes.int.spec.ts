import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Directory, GROUP, USER } from './fixture.js';

let directory: Directory;
let ada: string;
let group: string;

beforeAll(async () => {
  directory = await Directory.start();
  const more = { externalId: 'E-1', displayName: 'Ada', emails: [{ value: 'ada@x.test', primary: true }] };
  ada = await directory.user('ada', more);
  group = await directory.group('Finance', [ada]);
});
afterAll(() => directory.stop());

const read = async (target: string) => {
  const { status, json } = await directory.call('GET', target);
  expect(status).toBe(200);
  return json as Record<string, unknown>;
};
const ofAda = (more: object) => ({ schemas: [USER], id: ada, ...more });
const meta = expect.objectContaining({ resourceType: 'User', version: expect.any(String) }) as unknown;

describe('attributes', () => {
  it.each([
    ['userName', () => ({ userName: 'ada' })],
    [' USERNAME , active', () => ({ userName: 'ada', active: true })],
    [`${USER}:externalId`, () => ({ externalId: 'E-1' })],
    ['name.formatted', () => ({ name: { formatted: 'Ada' } })],
    ['emails.value', () => ({ emails: [{ value: 'ada@x.test' }] })],
    ['emails', () => ({ emails: [{ value: 'ada@x.test', type: 'work', primary: true }] })],
    ['meta.resourceType', () => ({ meta: { resourceType: 'User' } })],
    ['nickName,displayName.part,name.familyName', () => ({})],
  ])('=%s are answered, with what always is', async (names, expected) => {
    expect(await read(`Users/${ada}?attributes=${encodeURIComponent(names)}`)).toEqual(ofAda(expected()));
  });

  it('that are excluded are left out, but those that never are', async () => {
    const names = 'id,schemas,emails.type,emails.primary,name.formatted,externalId,displayName.part,active';
    expect(await read(`Users/${ada}?excludedAttributes=${names}`)).toEqual(
      ofAda({ userName: 'ada', displayName: 'Ada', emails: [{ value: 'ada@x.test' }], meta }),
    );
    expect(await read(`Users/${ada}?excludedAttributes=emails,name,meta`)).toEqual(
      ofAda({ userName: 'ada', externalId: 'E-1', displayName: 'Ada', active: true }),
    );
  });

  it('are chosen in lists, too', async () => {
    const { Resources } = await read('Users?attributes=userName');
    expect(Resources).toContainEqual(ofAda({ userName: 'ada' }));
    const groups = await read('Groups?attributes=displayName');
    expect(groups['Resources']).toEqual([{ schemas: [GROUP], id: group, displayName: 'Finance' }]);
  });

  it('are chosen in the answers to changes, whose tags are of the whole', async () => {
    const body = { schemas: [USER], userName: 'bob' };
    const made = await directory.call('POST', 'Users?attributes=userName', body);
    expect([made.status, Object.keys(made.json as object)]).toEqual([201, ['schemas', 'id', 'userName']]);
    const { id } = made.json as { id: string };
    expect(made.headers.get('location')).toBe(`https://scim.example.com/scim/v2/Users/${id}`);
    const whole = await directory.call('GET', `Users/${id}`);
    expect(made.headers.get('etag')).toBe(whole.headers.get('etag'));
    const replaced = await directory.call('PUT', `Users/${id}?excludedAttributes=meta,name`, body);
    expect(replaced.json).toEqual({ schemas: [USER], id, userName: 'bob', displayName: 'bob', active: true });
    const operations = [{ op: 'replace', path: 'active', value: false }];
    const patched = await directory.patch(`Users/${id}?attributes=active`, operations);
    expect(patched.json).toEqual({ schemas: [USER], id, active: false });
  });

  it.each([
    'attributes=id&excludedAttributes=meta',
    'attributes=a&attributes=b',
    `attributes=${'a'.repeat(1001)}`,
  ])('are refused as %s, before anything is changed', async (query) => {
    for (const target of ['Users', 'Groups', `Users/${ada}`, `Groups/${group}`])
      expect((await directory.call('GET', `${target}?${query}`)).status).toBe(400);
    const never = { schemas: [USER], userName: 'never' };
    expect((await directory.call('POST', `Users?${query}`, never)).status).toBe(400);
    const found = await read(`Users?filter=${encodeURIComponent('userName eq "never"')}`);
    expect(found['totalResults']).toBe(0);
  });
});

describe('members of a group', () => {
  it('are answered with a tag, and without both where they are not asked for', async () => {
    const whole = await directory.call('GET', `Groups/${group}`);
    expect(whole.json).toMatchObject({
      members: [{ value: ada }],
      meta: { version: whole.headers.get('etag') },
    });
    for (const query of ['excludedAttributes=members', 'attributes=displayName,meta']) {
      const part = await directory.call('GET', `Groups/${group}?${query}`);
      expect(part.headers.get('etag')).toBeNull();
      expect(part.json.meta.version).toBeUndefined();
      expect(part.json.members).toBeUndefined();
      expect(part.json.meta.location).toMatch(`/Groups/${group}`);
    }
    const values = await directory.call('GET', `Groups/${group}?attributes=members.value`);
    expect(values.json).toEqual({ schemas: [GROUP], id: group, members: [{ value: ada }] });
    const members = [{ op: 'add', path: 'members', value: [{ value: ada }] }];
    const patched = await directory.patch(`Groups/${group}?excludedAttributes=members,meta`, members);
    expect(patched.json).toEqual({ schemas: [GROUP], id: group, displayName: 'Finance' });
  });
});
