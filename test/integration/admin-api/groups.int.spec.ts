import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortalSessions, UsersService } from '#identity';
import { Admin, KEY } from './fixture.js';

let admin: Admin;
let lastName = 0;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());

const call = (method: string, target: string, body?: object, key = KEY) =>
  admin.call(method, `/admin/v1/${target}`, body, key);
const newGroup = async (more: object = {}): Promise<string> =>
  (await admin.post('groups', { name: `Group ${++lastName}`, ...more })).json.id as string;
const newUser = async (more: object = {}): Promise<string> =>
  (await admin.post('users', { login: `user${++lastName}`, ...more })).json.id as string;
const roleOf = async (user: string) => (await admin.get(`users/${user}`)).json.role as string;
const keyWith = async (wish: object) =>
  (await admin.post('api-keys', { name: 'test', ...wish })).json.key as string;

/** What a person has open: a session at the portal, one in an editor. */
async function openFor(user: string) {
  const sessions = admin.server.app.get(PortalSessions);
  const { cookie } = await sessions.begin(await admin.server.app.get(UsersService).get(user), {
    signedInBy: 'password',
  });
  await admin.query(
    `insert into sessions (tenant_id, session_id, user_id, client, action, route, expires_at)
     select tenant_id, gen_random_uuid(), user_id, 'office', 'view', 'direct', now() + interval '1 hour'
     from users where user_id = '${user}'`,
  );
  return async () => ({
    signedIn: (await sessions.resolve(cookie)) !== undefined,
    editing: (await admin.query(`select from sessions where user_id = '${user}' and revoked_at is null`))
      .length,
  });
}

describe('groups', () => {
  it('are added, found, renamed and removed', async () => {
    const name = `Team ${randomUUID()}`;
    const made = await admin.post('groups', { name, externalId: randomUUID() });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ name, roles: [] });
    const { id } = made.json as { id: string };
    expect((await admin.get(`groups?name=${name.slice(5)}`)).json.groups).toMatchObject([{ id, members: 0 }]);
    expect((await call('PATCH', `groups/${id}`, { name: `${name}!` })).json).toMatchObject({
      name: `${name}!`,
    });
    expect((await call('DELETE', `groups/${id}`)).status).toBe(204);
    expect((await admin.get(`groups/${id}`)).status).toBe(404);
  });

  it('have names and external ids of their own', async () => {
    const externalId = randomUUID();
    const id = await newGroup({ name: 'Only One', externalId });
    expect((await admin.post('groups', { name: 'only one' })).status).toBe(409);
    expect((await admin.post('groups', { name: 'another', externalId })).status).toBe(409);
    const other = await newGroup();
    expect((await call('PATCH', `groups/${other}`, { externalId })).status).toBe(409);
    expect((await call('PATCH', `groups/${id}`, { externalId: null })).json.externalId).toBeUndefined();
  });

  it('have members, who are people that are there', async () => {
    const [group, user] = [await newGroup(), await newUser()];
    expect((await call('PUT', `groups/${group}/members/${user}`)).status).toBe(200);
    expect((await call('PUT', `groups/${group}/members/${user}`)).status).toBe(200);
    expect((await admin.get(`groups/${group}/members`)).json.members).toMatchObject([
      { id: user, source: 'assigned' },
    ]);
    expect((await admin.get(`groups?member=${user}`)).json.groups).toMatchObject([{ id: group, members: 1 }]);
    expect((await call('PUT', `groups/${group}/members/${randomUUID()}`)).status).toBe(404);
    expect((await call('DELETE', `groups/${group}/members/${user}`)).status).toBe(200);
    expect((await admin.get(`groups/${group}/members`)).json.members).toEqual([]);
  });

  it.each([[{ name: '' }], [{ name: ' x' }], [{ name: 'x'.repeat(201) }], [{}], [{ name: 'x', more: 1 }]])(
    'are refused as %j',
    async (wish) => expect((await admin.post('groups', wish)).status).toBe(400),
  );

  it('leave rows in the audit log', async () => {
    const [group, user] = [await newGroup(), await newUser()];
    await call('PUT', `groups/${group}/members/${user}`);
    await call('PUT', `groups/${group}/roles/viewer`);
    await call('DELETE', `groups/${group}`);
    const rows = await admin.query<{ operation: string }>(
      `select operation from audit_log where detail ->> 'group' = '${group}' order by occurred_at, audit_id`,
    );
    expect(rows.map(({ operation }) => operation)).toEqual([
      'AddGroup',
      'AddGroupMember',
      'AddGroupRole',
      'RemoveGroup',
    ]);
  });
});

describe('a role by a group', () => {
  it('comes with the membership or the mapping, and goes with either, the group, and nothing else', async () => {
    const [group, other, user] = [await newGroup(), await newGroup(), await newUser()];
    const seen: string[] = [];
    for (const [method, target] of [
      ['PUT', `groups/${group}/members/${user}`],
      ['PUT', `groups/${group}/roles/administrator`],
      ['PUT', `groups/${other}/roles/administrator`],
      ['PUT', `groups/${other}/members/${user}`],
      ['DELETE', `groups/${group}/members/${user}`],
      ['DELETE', `groups/${other}/roles/administrator`],
      ['PUT', `groups/${other}/roles/administrator`],
      ['DELETE', `groups/${other}`],
    ] as const) {
      expect((await call(method, target)).status).toBeLessThan(300);
      seen.push(await roleOf(user));
    }
    const [m, a] = ['member', 'administrator'];
    expect(seen).toEqual([m, a, a, a, a, m, a, m]);
  });

  it('does not take away what a person has of his own, nor the other way round', async () => {
    const [group, user] = [await newGroup(), await newUser({ role: 'administrator' })];
    await call('PUT', `groups/${group}/members/${user}`);
    await call('PUT', `groups/${group}/roles/administrator`);
    await call('DELETE', `groups/${group}/roles/administrator`);
    expect(await roleOf(user)).toBe('administrator');
    await call('PUT', `groups/${group}/roles/administrator`);
    expect((await call('PATCH', `users/${user}`, { role: 'member' })).json.role).toBe('administrator');
    await call('DELETE', `groups/${group}`);
    expect(await roleOf(user)).toBe('member');
  });

  it('ends whatever is open when it falls, and nothing when it rises or another stays', async () => {
    const [group, other, user] = [await newGroup(), await newGroup(), await newUser()];
    const open = await openFor(user);
    for (const one of [group, other]) {
      await call('PUT', `groups/${one}/roles/administrator`);
      await call('PUT', `groups/${one}/members/${user}`);
    }
    await call('DELETE', `groups/${group}/members/${user}`);
    expect(await open()).toEqual({ signedIn: true, editing: 1 });
    await call('DELETE', `groups/${other}/members/${user}`);
    expect(await open()).toEqual({ signedIn: false, editing: 0 });
  });

  it('is gone when all groups that gave it let go at once', async () => {
    const user = await newUser();
    const groups = await Promise.all(Array.from({ length: 6 }, () => newGroup()));
    for (const group of groups) {
      await call('PUT', `groups/${group}/roles/administrator`);
      await call('PUT', `groups/${group}/members/${user}`);
    }
    await Promise.all(groups.map((group) => call('DELETE', `groups/${group}/members/${user}`)));
    expect(await roleOf(user)).toBe('member');
  });
});

describe('nobody gives by a group what he could not give himself', () => {
  it.each([
    ['the role', (group: string) => ['PUT', `groups/${group}/roles/owner`] as const],
    ['a membership', (group: string, user: string) => ['PUT', `groups/${group}/members/${user}`] as const],
    ['its external id', (group: string) => ['PATCH', `groups/${group}`, { externalId: 'mine' }] as const],
  ])('%s', async (_, act) => {
    const [group, user] = [await newGroup(), await newUser()];
    await call('PUT', `groups/${group}/roles/owner`);
    const [method, target, body] = act(group, user);
    const withoutRoles = await keyWith({ role: 'operator', permissions: ['users.manage', 'users.read'] });
    const operator = await keyWith({ role: 'operator' });
    const owner = await keyWith({ role: 'owner' });
    expect((await call(method, target, body, withoutRoles)).status).toBe(403);
    expect((await call(method, target, body, operator)).status).toBe(403);
    expect((await call(method, target, body, owner)).status).toBe(200);
  });
});
