import 'reflect-metadata';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AccountPasswords,
  GroupsService,
  type PortalSession,
  PortalSessions,
  SecondFactors,
  UsersService,
} from '#identity';
import { PASSWORD, Portal, type Visitor } from '../../support/portal.js';

let portal: Portal;
let lastAddress = 0;

interface Arrived {
  readonly as: Visitor;
  readonly status: number;
  readonly body: { step?: string; user?: object };
}

const newAddress = () => `203.0.113.${++lastAddress}`;
const codeOf = (secret: string, shiftSeconds = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + shiftSeconds * 1000 });
const post = (target: string, as: Visitor, json: object = {}) =>
  portal.fetch('POST', `/api/portal/${target}`, { as, json });
const me = async (as: Visitor) => (await portal.fetch('GET', '/api/portal/me', { as })).status;

async function begin(login: string, password = PASSWORD): Promise<Arrived> {
  const response = await portal.fetch('POST', '/api/portal/sign-in', { json: { login, password } });
  const body = (await response.json()) as Arrived['body'] & { csrfToken: string };
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, body, as: { cookie, csrfToken: body.csrfToken } };
}

interface Enrolled {
  readonly as: Visitor;
  readonly id: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Somebody signed in with a second factor of which no code has been used for a while. */
async function enrolled(login: string): Promise<Enrolled> {
  const as = await portal.signIn(login);
  const begun = await post('second-factor', as, { presentPassword: PASSWORD });
  const { secret } = (await begun.json()) as { secret: string };
  const confirmed = await post('second-factor/confirm', as, { code: codeOf(secret) });
  const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: string[] };
  const id = await portal.member(login);
  await forgetUses(id);
  return { as, id, secret, recoveryCodes };
}

const forgetUses = (id: string) =>
  portal.db.query('update second_factors set last_step = 0 where user_id = $1', [id]);

/** Sessions of one person that have each still to show the second factor. */
async function unproved(id: string, count: number): Promise<PortalSession[]> {
  const user = await portal.service(UsersService).get(id);
  const sessions = portal.service(PortalSessions);
  const begun = await Promise.all(
    Array.from({ length: count }, () => sessions.begin(user, { signedInBy: 'password' })),
  );
  return Promise.all(begun.map(async ({ cookie }) => (await sessions.find(cookie))!));
}

const prove = (session: PortalSession, code: string, address = newAddress()): Promise<string> =>
  portal
    .service(SecondFactors)
    .prove(session, code, address)
    .then(
      () => 'right',
      (error: { code?: string }) => error.code ?? String(error),
    );

async function giveRole(id: string, role: 'operator' | 'auditor'): Promise<void> {
  const groups = portal.service(GroupsService);
  const group = await groups.add({ name: `${role} ${id}` });
  await groups.addRole(group.id, role);
  await groups.changeMembers(group.id, { add: [id] }, () => undefined);
}

beforeAll(async () => {
  portal = await Portal.start(undefined, async () => ({
    secondFactor: { encryptionKey: 'k'.repeat(43), requiredFor: ['operator'] },
  }));
});
afterAll(() => portal.stop());

describe('a second factor', () => {
  it('counts once a code has shown that it works, and for every session', async () => {
    const [as, other] = [await portal.signIn('ada'), await portal.signIn('ada')];
    expect((await post('second-factor', as, { presentPassword: 'wrong' })).status).toBe(403);
    const begun = await post('second-factor', as, { presentPassword: PASSWORD });
    const { secret, uri } = (await begun.json()) as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/localhost%3A\d+:ada\?/);
    expect((await begin('ada')).body.step).toBeUndefined();
    expect((await post('second-factor/confirm', as, { code: '000000' })).status).toBe(403);
    const confirmed = await post('second-factor/confirm', as, { code: codeOf(secret) });
    expect(await confirmed.json()).toEqual({
      recoveryCodes: Array.from({ length: 10 }, () =>
        expect.stringMatching(/^[a-z2-7]{4}(-[a-z2-7]{4}){5}$/),
      ),
    });
    expect([await me(as), await me(other)]).toEqual([200, 401]);
    expect((await post('second-factor', as, { presentPassword: PASSWORD })).status).toBe(409);
    const state = await (await portal.fetch('GET', '/api/portal/second-factor', { as })).json();
    expect(state).toEqual({ enrolled: true, recoveryCodesLeft: 10, required: false });
  });

  it('is in the database sealed, and its recovery codes as hashes', async () => {
    const { id, secret, recoveryCodes } = await enrolled('kept');
    const [row] = await portal.db.query<{ text: string }>(
      `select f::text || (select string_agg(c::text, '') from recovery_codes c where c.user_id = f.user_id) as text
       from second_factors f where user_id = $1`,
      [id],
    );
    const kept = row!.text.toLowerCase();
    for (const plain of [secret, ...recoveryCodes]) {
      const text = plain.toLowerCase().replaceAll('-', '');
      expect(kept).not.toContain(text);
      expect(kept).not.toContain(Buffer.from(text).toString('hex'));
    }
  });

  it('is asked for after the password, and nothing else is answered before', async () => {
    const { id, secret } = await enrolled('berta');
    const { as, status, body } = await begin('berta');
    expect([status, body.step]).toEqual([200, 'second-factor']);
    expect(await me(as)).toBe(401);
    expect((await post('second-factor', as, { presentPassword: PASSWORD })).status).toBe(401);
    expect((await post('sign-in/new-password', as, { password: 'a password of my own' })).status).toBe(401);
    expect((await post('sign-in/enrolment', as)).status).toBe(401);
    expect((await post('sign-in/second-factor', as, { code: '000000' })).status).toBe(403);
    expect(
      (await post('sign-in/second-factor', { ...as, csrfToken: 'x' }, { code: codeOf(secret) })).status,
    ).toBe(403);
    const proved = await post('sign-in/second-factor', as, { code: codeOf(secret) });
    expect([proved.status, await proved.json()]).toMatchObject([
      200,
      { user: { login: 'berta', role: 'member' } },
    ]);
    expect(await me(as)).toBe(200);
    await expect
      .poll(
        () =>
          portal.db.query(
            `select status from audit_log where user_id = $1 and operation = 'ProveSecondFactor' order by status`,
            [id],
          ),
        { timeout: 10_000 },
      )
      .toEqual([{ status: 200 }, { status: 403 }]);
  });

  it('takes a code half a minute early or late, and no older one after a newer', async () => {
    const { id, secret } = await enrolled('carla');
    const [one, two, three] = (await unproved(id, 3)) as [PortalSession, PortalSession, PortalSession];
    expect(await prove(one, codeOf(secret, -90))).toBe('wrong_code');
    expect(await prove(one, codeOf(secret))).toBe('right');
    expect(await prove(two, codeOf(secret, -30))).toBe('wrong_code');
    expect(await prove(three, codeOf(secret, 30))).toBe('right');
  });

  it.each([
    ['a code of the app', ({ secret }: Enrolled) => codeOf(secret)],
    ['a recovery code', ({ recoveryCodes }: Enrolled) => recoveryCodes[0]!],
  ])('takes %s once, however many bring it at the same time', async (name, pick) => {
    const person = await enrolled(name.replaceAll(' ', '-'));
    const code = pick(person);
    const outcomes = await Promise.all(
      (await unproved(person.id, 12)).map((session) => prove(session, code)),
    );
    expect(outcomes.filter((outcome) => outcome === 'right')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'wrong_code')).toHaveLength(11);
  });

  it('takes recovery codes as people type them, until there are new ones', async () => {
    const { as, id, secret, recoveryCodes } = await enrolled('dora');
    const [one, two, three] = (await unproved(id, 3)) as [PortalSession, PortalSession, PortalSession];
    expect(await prove(one, recoveryCodes[1]!.toUpperCase().replaceAll('-', ' '))).toBe('right');
    const renewed = await post('second-factor/recovery-codes', as, { code: codeOf(secret) });
    const { recoveryCodes: next } = (await renewed.json()) as { recoveryCodes: string[] };
    expect(next).toHaveLength(10);
    expect(await prove(two, recoveryCodes[2]!)).toBe('wrong_code');
    expect(await prove(three, next[2]!)).toBe('right');
  });

  it('is taken away with a code', async () => {
    const { as, secret } = await enrolled('emma');
    expect((await post('second-factor/removal', as, { code: '000000' })).status).toBe(403);
    expect((await post('second-factor/removal', as, { code: codeOf(secret) })).status).toBe(204);
    expect((await begin('emma')).body.step).toBeUndefined();
  });

  it('is seen by a session however often its cookie changes', async () => {
    const { as, id } = await enrolled('frida');
    await portal.db.query(
      `update portal_sessions set rotated_at = now() - interval '2 hours' where user_id = $1`,
      [id],
    );
    const response = await portal.fetch('GET', '/api/portal/me', { as });
    const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
    expect(cookie).not.toBe(as.cookie);
    expect(await me({ ...as, cookie })).toBe(200);
  });

  it('comes before a first password is changed, and counts afterwards', async () => {
    const { id, secret } = await enrolled('gerda');
    const first = { password: 'told on the telephone', hours: 1 };
    await portal.service(AccountPasswords).giveFirst(id, first, () => undefined);
    const { as } = await begin('gerda', first.password);
    const proved = await post('sign-in/second-factor', as, { code: codeOf(secret) });
    expect(await proved.json()).toMatchObject({ step: 'new-password' });
    const chosen = await post('sign-in/new-password', as, { password: 'a password of my own' });
    expect(await chosen.json()).toMatchObject({ user: { login: 'gerda', role: 'member' } });
  });
});

describe('guessing codes', () => {
  it('stops an address after five, and nobody else', async () => {
    const { id, secret } = await enrolled('hanna');
    const sessions = (await unproved(id, 8)) as [PortalSession, ...PortalSession[]];
    const address = newAddress();
    for (const session of sessions.slice(0, 5))
      expect(await prove(session, '000000', address)).toBe('wrong_code');
    expect(await prove(sessions[5]!, codeOf(secret), address)).toBe('too_many_attempts');
    expect(await prove(sessions[6]!, codeOf(secret))).toBe('right');
  });

  it('stops codes of six digits after thirty from anywhere, while a recovery code still lets its owner in', async () => {
    const { id, secret, recoveryCodes } = await enrolled('ida');
    const [session, other] = (await unproved(id, 2)) as [PortalSession, PortalSession];
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => prove(session, '000000')));
    expect(outcomes.filter((outcome) => outcome === 'wrong_code')).toHaveLength(30);
    expect(await prove(session, codeOf(secret))).toBe('too_many_attempts');
    expect(await prove(other, recoveryCodes[0]!)).toBe('right');
  });
});

describe('where a role needs a second factor', () => {
  it('its people get one before anything else, and keep it', async () => {
    const id = await portal.member('karla');
    await giveRole(id, 'operator');
    const { as, body } = await begin('karla');
    expect(body.step).toBe('enrolment');
    expect(await me(as)).toBe(401);
    const { secret } = (await (await post('sign-in/enrolment', as)).json()) as { secret: string };
    expect((await post('sign-in/enrolment/confirm', as, { code: '000000' })).status).toBe(403);
    const confirmed = await post('sign-in/enrolment/confirm', as, { code: codeOf(secret) });
    const answer = (await confirmed.json()) as { recoveryCodes: string[]; arrived: object };
    expect(answer.recoveryCodes).toHaveLength(10);
    expect(answer.arrived).toMatchObject({ user: { login: 'karla' } });
    expect(await me(as)).toBe(200);
    await forgetUses(id);
    expect((await post('second-factor/removal', as, { code: codeOf(secret) })).status).toBe(409);
    expect((await begin('karla')).body.step).toBe('second-factor');
  });

  it('a session from before the role ends, and another role changes nothing', async () => {
    const [as, id] = [await portal.signIn('lena'), await portal.member('lena')];
    await giveRole(id, 'auditor');
    expect(await me(as)).toBe(200);
    await giveRole(id, 'operator');
    expect(await me(as)).toBe(401);
  });

  it('an OpenID provider is left to ask for what it wants', async () => {
    const id = await portal.member('mona');
    await giveRole(id, 'operator');
    const user = await portal.service(UsersService).get(id);
    const sessions = portal.service(PortalSessions);
    expect((await sessions.begin(user, { signedInBy: 'openid' })).step).toBeUndefined();
    expect((await sessions.begin(user, { signedInBy: 'password' })).step).toBe('enrolment');
  });
});
