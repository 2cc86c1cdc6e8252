import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GroupsService } from '#identity';
import { CLIENT_ID, TestOpenIdProvider } from '../../support/openid-provider.js';
import { PASSWORD, Portal, type Visitor } from '../../support/portal.js';

let provider: TestOpenIdProvider;
let portal: Portal;
let lastPerson = 0;

const now = () => Math.floor(Date.now() / 1000);
interface Left {
  readonly url: string;
  readonly cookie: string;
}

/** The browser leaves the portal for the provider. */
async function leave(next?: string, at = portal): Promise<Left> {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
  const response = await at.fetch('GET', `/sign-in/openid${query}`);
  expect(response.status).toBe(303);
  return {
    url: response.headers.get('location')!,
    cookie: response.headers.get('set-cookie')!.split(';')[0]!,
  };
}

const comeBack = (to: URL, cookie: string, at = portal) =>
  at.fetch('GET', to.pathname + to.search, { headers: { Cookie: cookie } });

/** All the way; answers what the portal says to whoever comes back. */
async function signIn(person: string, at = portal): Promise<Response> {
  const { url, cookie } = await leave(undefined, at);
  return comeBack(await provider.signIn(url, person), cookie, at);
}

const sessionIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => /^portal=([\w-]{43});/.exec(line)?.[0])
    .find(Boolean)
    ?.slice(0, -1);

async function meAfter(response: Response) {
  const cookie = sessionIn(response);
  const me = await portal.fetch('GET', '/api/portal/me', { headers: { Cookie: cookie ?? '' } });
  return (await me.json()) as {
    user: { id: string; login: string; displayName: string };
    signedInBy: string;
  };
}

function newPerson(claims: Readonly<Record<string, unknown>> = {}): { subject: string; login: string } {
  const [subject, login] = [`subject-${++lastPerson}`, `person${lastPerson}`];
  provider.people.set(subject, { preferred_username: login, name: `Person ${lastPerson}`, ...claims });
  return { subject, login };
}

const refusal = async (response: Response) => ({
  status: response.status,
  signedIn: sessionIn(response) !== undefined,
});
const REFUSED = { status: 400, signedIn: false };

beforeAll(async () => {
  portal = await Portal.start(undefined, async (portalUrl) => {
    provider = await TestOpenIdProvider.start(portalUrl);
    return { openId: provider.signInOptions() };
  });
});
afterEach(() => {
  provider.tamper = (claims) => claims;
});
afterAll(async () => {
  await portal?.stop();
  await provider?.stop();
});

describe('signing in at an OpenID provider', () => {
  it('makes an account for whoever is new, and finds it again when the name there has changed', async () => {
    const { subject, login } = newPerson();
    const first = await signIn(subject);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(`${portal.url}/`);
    const me = await meAfter(first);
    expect(me).toMatchObject({ user: { login, displayName: `Person ${lastPerson}` }, signedInBy: 'openid' });

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
    expect(await refusal(await signIn(subject))).toEqual({ status: 409, signedIn: false });
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
    expect(await refusal(await signIn(subject))).toEqual({ status, signedIn: false });
  });

  it('is refused to a disabled account', async () => {
    const { subject, login } = newPerson();
    await signIn(subject);
    await portal.db.query(`update users set disabled_at = now() where login = $1`, [login]);
    expect(await refusal(await signIn(subject))).toEqual({ status: 403, signedIn: false });
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

describe('a sign-in that is not what was begun', () => {
  it('is refused in another browser, whose cookie is missing or of another sign-in', async () => {
    const { subject } = newPerson();
    const back = await provider.signIn((await leave()).url, subject);
    expect(await refusal(await comeBack(back, ''))).toEqual(REFUSED);
    expect(await refusal(await comeBack(back, (await leave()).cookie))).toEqual(REFUSED);
  });

  it('is refused the second time, even with the old cookie', async () => {
    const { subject } = newPerson();
    const { url, cookie } = await leave();
    const back = await provider.signIn(url, subject);
    const first = await comeBack(back, cookie);
    expect(first.status).toBe(303);
    expect(first.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^sign-in=;.*Max-Age=0$/));
    expect(await refusal(await comeBack(back, cookie))).toEqual(REFUSED);
  });

  it('is refused with a cookie that was changed or made up', async () => {
    const { subject } = newPerson();
    const { url, cookie } = await leave();
    const back = await provider.signIn(url, subject);
    const flipped = cookie.slice(0, -2) + (cookie.endsWith('A') ? 'BB' : 'AA');
    for (const forged of [flipped, 'sign-in=e30', 'sign-in=', `sign-in=${'A'.repeat(200)}`])
      expect(await refusal(await comeBack(back, forged))).toEqual(REFUSED);
  });

  it.each([
    ['another state', (query: URLSearchParams) => query.set('state', 'x'.repeat(43))],
    ['no state', (query: URLSearchParams) => query.delete('state')],
    ['two states', (query: URLSearchParams) => query.append('state', query.get('state')!)],
    ['another issuer', (query: URLSearchParams) => query.set('iss', 'https://evil.example')],
    ['another code', (query: URLSearchParams) => query.set('code', 'x'.repeat(43))],
    ['no code', (query: URLSearchParams) => query.delete('code')],
  ])('is refused with %s in its address', async (_, change) => {
    const { subject } = newPerson();
    const { url, cookie } = await leave();
    const back = await provider.signIn(url, subject);
    change(back.searchParams);
    expect(await refusal(await comeBack(back, cookie))).toEqual(REFUSED);
  });

  it.each([
    ['with another nonce', { nonce: 'of another sign-in' }],
    ['without a nonce', { nonce: undefined }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another audience', { aud: 'another-client' }],
    ['that has expired', { iat: now() - 7200, exp: now() - 3600 }],
    ['that is of the future', { iat: now() + 3600, nbf: now() + 3600 }],
    ['without a subject', { sub: undefined }],
  ])('is refused with an id token %s', async (_, changes) => {
    provider.tamper = (claims) => ({ ...claims, ...changes });
    expect(await refusal(await signIn(newPerson().subject))).toEqual(REFUSED);
  });

  it('is refused with an id token that somebody else signed', async () => {
    const own = provider.signWith;
    provider.signWith = await TestOpenIdProvider.newKey();
    expect(await refusal(await signIn(newPerson().subject))).toEqual(REFUSED);
    provider.signWith = own;
  });

  it('is told apart from a provider that cannot be reached', async () => {
    const away = await Portal.start(undefined, async () => ({
      openId: { ...provider.signInOptions(), issuer: 'http://127.0.0.1:9' },
    }));
    const response = await away.fetch('GET', '/sign-in/openid');
    await away.stop();
    expect(response.status).toBe(503);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('signing out', () => {
  it('ends the session here and leads on to the provider', async () => {
    const cookie = sessionIn(await signIn(newPerson().subject))!;
    const as = { cookie, csrfToken: await csrfOf(cookie) } satisfies Visitor;
    expect((await portal.fetch('POST', '/api/portal/sign-out', { as })).status).toBe(204);
    expect((await portal.fetch('GET', '/api/portal/me', { as })).status).toBe(401);
    const onward = new URL((await portal.fetch('GET', '/sign-in/openid/sign-out')).headers.get('location')!);
    expect(onward.origin).toBe(provider.issuer);
    expect(onward.searchParams.get('client_id')).toBe(CLIENT_ID);
    expect(onward.searchParams.get('post_logout_redirect_uri')).toBe(`${portal.url}/`);
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
