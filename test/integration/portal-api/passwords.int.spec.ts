import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountPasswords } from '#identity';
import { PASSWORD, Portal, type Visitor } from '../../support/portal.js';

const FIRST = 'told on the telephone';
const OWN = 'a password of my own';

let portal: Portal;

interface Begun {
  readonly as: Visitor;
  readonly status: number;
  readonly body: { step?: string; detail?: string; user?: Record<string, unknown> };
}

async function begin(login: string, password: string): Promise<Begun> {
  const response = await portal.fetch('POST', '/api/portal/sign-in', { json: { login, password } });
  const body = (await response.json()) as Begun['body'] & { csrfToken: string };
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, body, as: { cookie, csrfToken: body.csrfToken } };
}

const giveFirst = async (login: string) => {
  const id = await portal.member(login);
  await portal.service(AccountPasswords).giveFirst(id, { password: FIRST, hours: 72 }, () => undefined);
  return id;
};
const choose = (as: Visitor, password: string) =>
  portal.fetch('POST', '/api/portal/sign-in/new-password', { as, json: { password } });
const change = (as: Visitor, presentPassword: string, password: string) =>
  portal.fetch('POST', '/api/portal/password', { as, json: { presentPassword, password } });
const me = async (as: Visitor) => (await portal.fetch('GET', '/api/portal/me', { as })).status;
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;

const audited = (userId: string) =>
  portal.db.query(
    `select operation, status from audit_log where user_id = $1 and operation = 'ChangePassword' order by status`,
    [userId],
  );

beforeAll(async () => {
  portal = await Portal.start();
});
afterAll(() => portal.stop());

describe('a first password', () => {
  it('lets its person choose another, and do nothing else before', async () => {
    await giveFirst('ada');
    const { as, status, body } = await begin('ada', FIRST);
    expect([status, body.step, body.user]).toEqual([
      200,
      'new-password',
      { login: 'ada', displayName: 'Ada' },
    ]);
    expect(await me(as)).toBe(401);
    for (const target of ['files', 'folders/root', 'recovered', 'deleted', 'admin-keys/roles'])
      expect((await portal.fetch('GET', `/api/portal/${target}`, { as })).status).toBe(401);
    expect((await change(as, FIRST, OWN)).status).toBe(401);
    const opened = await portal.fetch('GET', '/open/00000000-0000-4000-8000-000000000000', { as });
    expect(opened.headers.get('location')).toMatch(/^\/sign-in\?next=/);

    const chosen = await choose(as, OWN);
    expect(chosen.status).toBe(200);
    expect(await chosen.json()).toMatchObject({
      user: { login: 'ada', role: 'member' },
      clients: ['office'],
    });
    expect(await me({ ...as, cookie: cookieOf(chosen) })).toBe(200);
    expect(await me(as)).toBe(401);
    expect((await begin('ada', FIRST)).status).toBe(401);
    expect((await begin('ada', OWN)).body.step).toBeUndefined();
  });

  it('signs its person out everywhere', async () => {
    const before = await portal.signIn('berta');
    await giveFirst('berta');
    expect(await me(before)).toBe(401);
  });

  it.each([
    ['too short', 'short'],
    ['common', 'passwordpassword'],
    ['the login', 'carla carla carla'],
    ['the first one', FIRST],
  ])('is not changed to one that is %s', async (_, password) => {
    await giveFirst('carla');
    const { as } = await begin('carla', FIRST);
    expect((await choose(as, password)).status).toBe(400);
    expect(await me(as)).toBe(401);
  });

  it('is no good when its time is over, and only who knows it is told so', async () => {
    const id = await giveFirst('dora');
    await portal.db.query(`update users set first_password_until = now() where user_id = $1`, [id]);
    const [right, wrong] = [await begin('dora', FIRST), await begin('dora', 'another guess of it')];
    expect([right.status, wrong.status]).toEqual([401, 401]);
    expect(right.body.detail).toMatch('to be changed by now');
    expect(wrong.body.detail).toBe('The login or the password is wrong.');
  });

  it('is changed within a quarter of an hour, by a page of the portal, and by whoever has that step', async () => {
    const id = await giveFirst('emma');
    const { as } = await begin('emma', FIRST);
    expect((await choose({ ...as, csrfToken: 'x' }, OWN)).status).toBe(403);
    expect((await choose(await portal.signIn('frida'), OWN)).status).toBe(401);
    await portal.db.query(
      `update portal_sessions set created_at = now() - interval '16 minutes' where user_id = $1`,
      [id],
    );
    expect((await choose(as, OWN)).status).toBe(401);
  });

  it('is changed once by ten who try at once', async () => {
    const id = await giveFirst('gerda');
    const { as } = await begin('gerda', FIRST);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => choose(as, `${OWN} number ${n}`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    // Whoever comes too late has no session any more, or finds another password.
    expect(statuses.every((status) => [200, 401, 409].includes(status))).toBe(true);
    const winner = statuses.indexOf(200);
    expect((await begin('gerda', `${OWN} number ${winner}`)).status).toBe(200);
    expect((await audited(id)).filter((row) => (row as { status: number }).status === 200)).toHaveLength(1);
  });
});

describe('changing the password', () => {
  it('asks for the present one, ends other sessions, and goes on in a new one', async () => {
    const [here, there] = [await portal.signIn('hanna'), await portal.signIn('hanna')];
    const id = await portal.member('hanna');
    expect((await change(here, 'not the present one', OWN)).status).toBe(403);
    expect((await change({ ...here, csrfToken: 'x' }, PASSWORD, OWN)).status).toBe(403);
    expect((await change(here, PASSWORD, 'short')).status).toBe(400);
    expect((await change(here, PASSWORD, PASSWORD)).status).toBe(400);
    expect(await me(there)).toBe(200);
    const changed = await change(here, PASSWORD, OWN);
    expect(changed.status).toBe(200);
    expect([await me(here), await me(there)]).toEqual([401, 401]);
    expect(await me({ ...here, cookie: cookieOf(changed) })).toBe(200);
    expect((await begin('hanna', PASSWORD)).status).toBe(401);
    await expect
      .poll(() => audited(id), { timeout: 10_000 })
      .toEqual([200, 400, 400, 403].map((status) => ({ operation: 'ChangePassword', status })));
  });

  it('is no way to guess the present one', async () => {
    const as = await portal.signIn('ida');
    for (let n = 0; n < 5; n++) expect((await change(as, `guess ${n}`, OWN)).status).toBe(403);
    const stopped = await change(as, PASSWORD, OWN);
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
