import 'reflect-metadata';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GroupsService } from '#identity';
import { CLIENT_ID, type TestOpenIdProvider } from '../../support/openid-provider.js';
import { PASSWORD, Portal, type Visitor } from '../../support/portal.js';
import { OpenIdPortal, refusal, sessionIn } from './openid-fixture.js';

let at: OpenIdPortal;
let portal: Portal;
let provider: TestOpenIdProvider;

beforeAll(async () => {
  at = await OpenIdPortal.start();
  ({ portal, provider } = at);
});
afterAll(() => at?.stop());

const leave: OpenIdPortal['leave'] = (...of) => at.leave(...of);
const comeBack: OpenIdPortal['comeBack'] = (...of) => at.comeBack(...of);
const signIn: OpenIdPortal['signIn'] = (...of) => at.signIn(...of);
const meAfter: OpenIdPortal['meAfter'] = (...of) => at.meAfter(...of);
const newPerson: OpenIdPortal['newPerson'] = (...of) => at.newPerson(...of);

describe('signing in at an OpenID provider', () => {
  it('makes an account for whoever is new, and finds it again when the name there has changed', async () => {
    const { subject, login, name } = newPerson();
    const first = await signIn(subject);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(`${portal.url}/`);
    const me = await meAfter(first);
    expect(me).toMatchObject({ user: { login, displayName: name }, signedInBy: 'openid' });
    const audited = `select from audit_log where operation = 'AddUser' and user_id = $1`;
    expect(await portal.db.query(audited, [me.user.id])).toHaveLength(1);

    provider.people.set(subject, { preferred_username: 'someone.else', name: 'Renamed' });
    expect(await meAfter(await signIn(subject))).toMatchObject({
      user: { id: me.user.id, login, displayName: 'Renamed' },
    });
  });

  it('makes one account for one person who comes many times at once', async () => {
    const { subject } = newPerson();
    const answers = await Promise.all(Array.from({ length: 6 }, () => signIn(subject)));
    const ids = await Promise.all(answers.map(async (answer) => (await meAfter(answer)).user.id));
    expect(new Set(ids).size).toBe(1);
  });

  it('asks with a code challenge, a nonce and a state that are new each time', async () => {
    const one = new URL((await leave()).url).searchParams;
    const other = new URL((await leave()).url).searchParams;
    expect(one.get('response_type')).toBe('code');
    expect(one.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)).toMatch(/^[\w-]{43}$/);
      expect(other.get(name)).not.toBe(one.get(name));
    }
  });

  it.each([
    ['/open/123?action=edit', '/open/123?action=edit'],
    ['//evil.example/', '/'],
    ['/.//evil.example/', '//evil.example/'],
    ['/\\evil.example/', '/'],
    ['https://evil.example/', '/'],
    [`/${'x'.repeat(2000)}`, '/'],
  ])('goes on to a page of the portal: %j', async (next, path) => {
    const { subject } = newPerson();
    const { url, cookie } = await leave(next);
    const response = await comeBack(await provider.signIn(url, subject), cookie);
    expect(response.headers.get('location')).toBe(`${portal.url}${path}`);
  });

  it('never takes an account over by its name or address', async () => {
    await portal.member('carol');
    const { subject } = newPerson({
      preferred_username: 'carol',
      email: 'carol@x.test',
      email_verified: true,
    });
    expect(refusal(await signIn(subject))).toEqual({ status: 409, signedIn: false });
  });

  it('finds an account that was provisioned with the subject as its external id, once for each issuer', async () => {
    const { subject } = newPerson();
    const id = await portal.member('provisioned');
    await portal.db.query(`update users set external_id = $1 where user_id = $2`, [subject, id]);
    expect((await meAfter(await signIn(subject))).user.id).toBe(id);

    const other = newPerson();
    await portal.db.query(`update users set external_id = $1 where user_id = $2`, [other.subject, id]);
    expect((await meAfter(await signIn(other.subject))).user.id).not.toBe(id);
  });

  it.each([
    ['its claim of the e-mail address is not verified', { email: 'x@x.test', email_verified: false }, 403],
    ['it has no login', { preferred_username: undefined }, 400],
    ['its login could not be typed', { preferred_username: 'two words' }, 400],
  ])('is refused when %s', async (_, claims, status) => {
    const { subject } = newPerson({ preferred_username: 'x@x.test', ...claims });
    expect(refusal(await signIn(subject))).toEqual({ status, signedIn: false });
  });

  it('is refused to a disabled account', async () => {
    const { subject, login } = newPerson();
    await signIn(subject);
    await portal.db.query(`update users set disabled_at = now() where login = $1`, [login]);
    expect(refusal(await signIn(subject))).toEqual({ status: 403, signedIn: false });
  });
});

describe('groups of the provider', () => {
  const member = async (person: string) => (await meAfter(await signIn(person))).user as { role?: string };

  it('give and take a role with each sign-in, and only those that were made here', async () => {
    const groups = portal.service(GroupsService);
    const { id } = await groups.add({ name: 'Admins', externalId: 'admins-at-the-provider' });
    await groups.addRole(id, 'administrator');
    const { subject, login } = newPerson();
    const claim = (names: unknown) =>
      provider.people.set(subject, { preferred_username: login, groups: names });
    const roles: (string | undefined)[] = [];
    for (const names of [
      ['Admins', 'others'],
      ['others', 'admins-at-the-provider'],
      undefined,
      'admins-at-the-provider',
      [{ id: 'admins-at-the-provider' }],
    ]) {
      claim(names);
      roles.push((await member(subject)).role);
    }
    expect(roles).toEqual(['member', 'administrator', 'member', 'administrator', 'member']);
  });

  it('end what is open where a sign-in takes a role away', async () => {
    const { subject, login } = newPerson({ groups: ['admins-at-the-provider'] });
    const cookie = sessionIn(await signIn(subject))!;
    provider.people.set(subject, { preferred_username: login });
    expect((await signIn(subject)).status).toBe(303);
    expect((await portal.fetch('GET', '/api/portal/me', { headers: { Cookie: cookie } })).status).toBe(401);
  });

  it('leave alone who was made a member by hand', async () => {
    const groups = portal.service(GroupsService);
    const { id } = await groups.add({ name: 'By hand', externalId: 'by-hand' });
    await groups.addRole(id, 'administrator');
    const { subject } = newPerson();
    const { user } = await meAfter(await signIn(subject));
    await groups.changeMembers(id, { add: [user.id] }, () => undefined);
    expect((await member(subject)).role).toBe('administrator');
  });
});

describe('signing out', () => {
  const signOut = async (cookie: string) => {
    const as = { cookie, csrfToken: await csrfOf(cookie) } satisfies Visitor;
    const response = await portal.fetch('POST', '/api/portal/sign-out', { as });
    expect((await portal.fetch('GET', '/api/portal/me', { as })).status).toBe(401);
    return new URL(((await response.json()) as { goOn: string }).goOn);
  };
  const kept = () =>
    portal.db.query<{ sealed: Buffer | null }>('select sealed_id_token as sealed from portal_sessions');

  it('ends the session here and leads on to the provider, which is shown its own token', async () => {
    const { subject } = newPerson();
    const cookie = sessionIn(await signIn(subject))!;
    const rows = await kept();
    for (const { sealed } of rows) expect(sealed!.toString('latin1')).not.toMatch(/eyJ/);
    const onward = await signOut(cookie);
    expect(await kept()).toHaveLength(rows.length - 1);
    expect(onward.origin).toBe(provider.issuer);
    expect(onward.searchParams.get('client_id')).toBe(CLIENT_ID);
    expect(onward.searchParams.get('post_logout_redirect_uri')).toBe(`${portal.url}/`);
    expect(decodeJwt(onward.searchParams.get('id_token_hint')!).sub).toBe(subject);
    expect((await fetch(onward)).status).toBe(200);
    onward.searchParams.set('id_token_hint', 'another');
    expect((await fetch(onward)).status).toBe(400);
  });

  it('shows it also after the cookie was exchanged', async () => {
    const { subject } = newPerson();
    const first = sessionIn(await signIn(subject))!;
    await portal.db.query(`update portal_sessions set rotated_at = now() - interval '2 hours'`);
    const exchanged = sessionIn(await portal.fetch('GET', '/api/portal/me', { headers: { Cookie: first } }))!;
    const onward = await signOut(exchanged);
    expect(decodeJwt(onward.searchParams.get('id_token_hint')!).sub).toBe(subject);
    expect((await portal.fetch('GET', '/api/portal/me', { headers: { Cookie: first } })).status).toBe(401);
  });

  it('does without where the token is too long for an address, and of who signed in by a password', async () => {
    const { subject } = newPerson({
      groups: Array.from({ length: 200 }, (_, n) => `a group of number ${n}`),
    });
    const onward = await signOut(sessionIn(await signIn(subject))!);
    expect(onward.searchParams.has('id_token_hint')).toBe(false);
    expect(onward.searchParams.get('client_id')).toBe(CLIENT_ID);
    const as = await portal.signIn('zoe');
    expect((await portal.fetch('POST', '/api/portal/sign-out', { as })).status).toBe(204);
  });
});

describe('where passwords are for the break-glass account alone', () => {
  it('refuses a right password of anybody else as if it were wrong', async () => {
    const strict = await Portal.start(undefined, async () => ({
      openId: provider.signInOptions(),
      breakGlassLogin: 'glass',
    }));
    const attempt = async (login: string, password: string) => {
      await strict.member(login);
      return strict.fetch('POST', '/api/portal/sign-in', { json: { login, password } });
    };
    const [right, wrong, glass] = await Promise.all([
      attempt('alice', PASSWORD),
      attempt('bob', 'wrong password'),
      attempt('glass', PASSWORD),
    ]);
    const [rightBody, wrongBody] = await Promise.all([right.json(), wrong.json()]);
    await strict.stop();
    expect(right.status).toBe(401);
    expect(rightBody).toEqual(wrongBody);
    expect(glass.status).toBe(200);
  });
});

async function csrfOf(cookie: string): Promise<string> {
  const me = await portal.fetch('GET', '/api/portal/me', { headers: { Cookie: cookie } });
  return ((await me.json()) as { csrfToken: string }).csrfToken;
}
