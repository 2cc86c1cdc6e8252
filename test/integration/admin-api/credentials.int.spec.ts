import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admin, KEY } from './fixture.js';

let admin: Admin;
let lastPerson = 0;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());

const newUser = async (wish: object = {}): Promise<string> =>
  (await admin.post('users', { login: `person${++lastPerson}`, ...wish })).json.id as string;
const keyWith = async (wish: object): Promise<string> =>
  (await admin.post('api-keys', { name: 'x', ...wish })).json.key as string;
const setPassword = (user: string, body: object = {}, key = KEY) =>
  admin.call('POST', `/admin/v1/users/${user}/first-password`, body, key);

/** Somebody whose group gives this role. */
async function userWithRole(role: string): Promise<string> {
  const user = await newUser();
  const { id } = (await admin.post('groups', { name: `${role} ${lastPerson}` })).json;
  await admin.call('PUT', `/admin/v1/groups/${id}/roles/${role}`);
  await admin.call('PUT', `/admin/v1/groups/${id}/members/${user}`);
  return user;
}

describe('a first password', () => {
  it('is made, another each time, and told once', async () => {
    const user = await newUser();
    const [one, other] = [await setPassword(user), await setPassword(user, { hours: 1 })];
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.json.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect(other.json.password).not.toBe(one.json.password);
    const hours = (Date.parse(one.json.expiresAt) - Date.parse(other.json.expiresAt)) / 3600_000;
    expect(hours).toBeGreaterThan(70.9);
    expect(hours).toBeLessThan(71.1);
    expect((await admin.get(`users/${user}`)).text).not.toContain('assword');
  });

  it('leaves a row in the audit log that does not hold it', async () => {
    const user = await newUser();
    await setPassword(user, { password: 'told on the telephone', hours: 5 });
    const rows = await admin.query<object>(
      `select operation, status, detail from audit_log where user_id = $1 and operation <> 'AddUser'`,
      [user],
    );
    expect(rows).toEqual([{ operation: 'SetFirstPassword', status: 201, detail: { hours: 5 } }]);
  });

  it.each([
    [{ password: 'too short' }],
    [{ password: 'passwordpassword' }],
    [{ hours: 0 }],
    [{ hours: 721 }],
    [{ hours: 1.5 }],
    [{ more: 1 }],
  ])('is refused as %j, and nothing is changed', async (wish) => {
    const user = await newUser();
    expect((await setPassword(user, wish)).status).toBe(400);
    expect(await admin.query(`select password_hash as p from users where user_id = $1`, [user])).toEqual([
      { p: null },
    ]);
  });

  it('is not for people who are not there', async () => {
    expect((await setPassword('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is set by nobody who could not give its person the role that he has', async () => {
    const operator = await keyWith({ role: 'operator' });
    const without = await keyWith({ role: 'owner', permissions: ['credentials.manage'] });
    const owner = await keyWith({ role: 'owner' });
    const admins = [await newUser({ role: 'administrator' }), await userWithRole('owner')];
    expect((await setPassword(await newUser(), {}, operator)).status).toBe(403);
    expect((await setPassword(await newUser(), {}, without)).status).toBe(201);
    for (const user of admins) {
      expect((await setPassword(user, {}, without)).status).toBe(403);
      expect((await setPassword(user, {}, owner)).status).toBe(201);
    }
    const [{ tenant_id: tenant }] = (await admin.query<{ tenant_id: string }>(
      'select tenant_id from users limit 1',
    )) as [{ tenant_id: string }];
    const tenantAdmin = await keyWith({ role: 'tenant-admin', tenant });
    expect((await setPassword(admins[0]!, {}, tenantAdmin)).status).toBe(201);
    expect((await setPassword(admins[1]!, {}, tenantAdmin)).status).toBe(403);
  });
});

describe('a second factor that was lost', () => {
  const give = (user: string) =>
    admin.query(
      `insert into second_factors (tenant_id, user_id, sealed_secret, confirmed_at)
       select tenant_id, user_id, '', now() from users where user_id = $1`,
      [user],
    );
  const reset = (user: string, key = KEY) =>
    admin.call('DELETE', `/admin/v1/users/${user}/second-factor`, undefined, key);
  const left = (user: string) => admin.query('select from second_factors where user_id = $1', [user]);

  it('is taken away once, with a row in the audit log', async () => {
    const user = await newUser();
    expect((await reset(user)).status).toBe(409);
    await give(user);
    const answers = await Promise.all(Array.from({ length: 8 }, () => reset(user)));
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([
      204,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    expect(await left(user)).toEqual([]);
    expect(
      await admin.query(
        `select status from audit_log where user_id = $1 and operation = 'ResetSecondFactor'`,
        [user],
      ),
    ).toEqual([{ status: 204 }]);
  });

  it('is taken away by nobody who could not give its person the role that he has', async () => {
    const operator = await keyWith({ role: 'operator' });
    const without = await keyWith({ role: 'owner', permissions: ['credentials.manage'] });
    const user = await userWithRole('owner');
    await give(user);
    expect((await reset(user, operator)).status).toBe(403);
    expect((await reset(user, without)).status).toBe(403);
    expect(await left(user)).toHaveLength(1);
    expect((await reset(user)).status).toBe(204);
  });
});
