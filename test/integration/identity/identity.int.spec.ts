import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseModule, Db } from '#database';
import { IdentityModule, PortalSessions, UsersService } from '#identity';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { givePassword } from '../../support/passwords.js';

const TENANT = '00000000-0000-0000-0000-000000000001';
const PORTAL = 'https://portal.test';
const PASSWORD = 'correct horse battery staple';
const ARGON2ID = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

let database: DatabaseClone;
let replicas: TestingModule[];
let db: Db;
let users: UsersService;
let sessions: PortalSessions;
let lastAddress = 0;

const newAddress = () => `203.0.113.${++lastAddress}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest();

async function startReplica(): Promise<TestingModule> {
  const module = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: database.url, applicationName: 'identity-test' }),
      IdentityModule.forRoot({ tenantId: TENANT, portalOrigin: PORTAL, secureCookies: true }),
    ],
  }).compile();
  return module.init();
}

async function member(login: string): Promise<string> {
  const { id } = await users.ensureUser(login);
  await givePassword(replicas[0]!, id, PASSWORD);
  return id;
}

const refusal = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'nothing',
    (error: { code?: string }) => error.code ?? String(error),
  );

const age = (cookie: string, interval: string) =>
  db.query(
    `update portal_sessions set rotated_at = rotated_at - $3::interval where tenant_id = $1 and cookie_sha256 = $2`,
    [TENANT, sha256(cookie), interval],
  );
const expire = (cookie: string) =>
  db.query(`update portal_sessions set expires_at = now() where tenant_id = $1 and cookie_sha256 = $2`, [
    TENANT,
    sha256(cookie),
  ]);
const secondsLeft = async (cookie: string): Promise<number | undefined> => {
  const [row] = await db.query<{ seconds: number }>(
    `select extract(epoch from expires_at - now())::int as seconds from portal_sessions
     where tenant_id = $1 and cookie_sha256 = $2`,
    [TENANT, sha256(cookie)],
  );
  return row?.seconds;
};

beforeAll(async () => {
  database = await cloneDatabase();
  replicas = [await startReplica(), await startReplica()];
  db = replicas[0]!.get(Db);
  users = replicas[0]!.get(UsersService);
  sessions = replicas[0]!.get(PortalSessions);
});

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await database.drop();
});

describe('accounts', () => {
  it('are found by login in any case, and by id', async () => {
    const made = await users.ensureUser('Grace@Example.com', 'Grace H.');
    expect(made).toMatchObject({
      login: 'grace@example.com',
      displayName: 'Grace H.',
      role: 'member',
      disabled: false,
    });
    expect(await users.find(' GRACE@example.COM ')).toEqual(made);
    expect(await users.get(made.id)).toEqual(made);
  });

  it('are made once, however many ask at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => users.ensureUser('everyone')));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('that do not exist are not found', async () => {
    expect(await users.find('nobody')).toBeUndefined();
    expect(await refusal(users.get('00000000-0000-4000-8000-000000000000'))).toBe('unknown_user');
    expect(await refusal(users.get('no uuid'))).toBe('unknown_user');
  });

  it('take a new name from an application only while they have no password', async () => {
    const { id } = await users.ensureUser('renamed', 'First');
    expect((await users.ensureUser('renamed', 'Second')).displayName).toBe('Second');
    expect((await users.ensureUser('renamed')).displayName).toBe('Second');
    await givePassword(replicas[0]!, id, PASSWORD);
    expect((await users.ensureUser('renamed', 'Third')).displayName).toBe('Second');
  });

  it('keep the password of an administrator who is ensured again', async () => {
    await users.ensureAdministrator('chief', PASSWORD);
    expect((await users.ensureAdministrator('chief', 'another password')).role).toBe('administrator');
    expect((await sessions.signIn('chief', PASSWORD, newAddress())).user.role).toBe('administrator');
    expect(await refusal(sessions.signIn('chief', 'another password', newAddress()))).toBe(
      'wrong_credentials',
    );
  });

  it('keep passwords as argon2id of 19 MiB and two passes', async () => {
    const id = await member('hashed');
    const [row] = await db.query<{ password_hash: string }>(
      'select password_hash from users where tenant_id = $1 and user_id = $2',
      [TENANT, id],
    );
    expect(row?.password_hash).toMatch(ARGON2ID);
    expect(await verify(row!.password_hash, PASSWORD)).toBe(true);
  });

  it.each(['', ' ', 'two words', 'nul\u0000', 'x'.repeat(201)])('cannot be called %j', async (login) => {
    expect(await refusal(users.ensureUser(login))).toBe('invalid_login');
    expect(await users.find(login)).toBeUndefined();
    expect(await refusal(sessions.signIn(login, PASSWORD, newAddress()))).toBe('wrong_credentials');
  });
});

describe('signing in', () => {
  it('gives a cookie that stands for the person, on every replica, and is stored as a hash only', async () => {
    const id = await member('ada');
    const { cookie, csrfToken } = await sessions.signIn('ADA', PASSWORD, newAddress());
    expect(cookie).toMatch(/^[\w-]{43}$/);
    expect(await replicas[1]!.get(PortalSessions).resolve(cookie)).toMatchObject({ user: { id }, csrfToken });
    const [row] = await db.query<{ text: string }>(
      `select string_agg(portal_sessions::text, '') as text from portal_sessions`,
    );
    expect(row?.text).toContain(sha256(cookie).toString('hex'));
    expect(row?.text).not.toContain(cookie);
  });

  it('answers alike for a wrong password and for accounts that are unknown, disabled or have no password', async () => {
    await member('real');
    await users.ensureUser('vouched');
    const disabled = await member('disabled');
    await db.query('update users set disabled_at = now() where tenant_id = $1 and user_id = $2', [
      TENANT,
      disabled,
    ]);
    const messages = await Promise.all(
      [
        ['real', 'wrong'],
        ['unknown', PASSWORD],
        ['vouched', PASSWORD],
        ['vouched', ''],
        ['disabled', PASSWORD],
      ].map(([login, password]) =>
        sessions.signIn(login!, password!, newAddress()).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(messages)).toEqual(new Set(['The login or the password is wrong.']));
  });

  it('ends sessions when the account is disabled', async () => {
    const id = await member('leaver');
    const { cookie } = await sessions.signIn('leaver', PASSWORD, newAddress());
    await db.query('update users set disabled_at = now() where tenant_id = $1 and user_id = $2', [
      TENANT,
      id,
    ]);
    expect(await sessions.resolve(cookie)).toBeUndefined();
  });

  it('ends sessions when the password changes', async () => {
    const id = await member('robbed');
    const { cookie } = await sessions.signIn('robbed', PASSWORD, newAddress());
    await givePassword(replicas[0]!, id, 'quite another password');
    expect(await sessions.resolve(cookie)).toBeUndefined();
  });

  it('ends what apps were granted, and their WOPI sessions alone, when the password changes', async () => {
    const id = await member('lender');
    const grant = `insert into oauth_records (tenant_id, kind, record_sha256, grant_id, user_id, payload, expires_at)
      values ($1, $3, '\\x00', 'g', $2, '{}', now() + interval '1 day')`;
    for (const kind of ['Grant', 'AccessToken']) await db.query(grant, [TENANT, id, kind]);
    const session = `insert into sessions (tenant_id, session_id, user_id, client, action, route, expires_at, grant_id)
      values ($1, gen_random_uuid(), $2, 'c', 'edit', 'direct', now() + interval '1 day', $3)`;
    for (const grantId of ['g', null]) await db.query(session, [TENANT, id, grantId]);
    await givePassword(replicas[0]!, id, 'quite another password');
    expect(await db.query('select from oauth_records where user_id = $1', [id])).toHaveLength(0);
    expect(
      await db.query('select grant_id from sessions where user_id = $1 and revoked_at is null', [id]),
    ).toEqual([{ grant_id: null }]);
  });

  it('does not know made-up cookies', async () => {
    expect(await sessions.resolve(undefined)).toBeUndefined();
    expect(await sessions.resolve('A'.repeat(43))).toBeUndefined();
  });
});

describe('guessing', () => {
  it('stops an address after five attempts at a login, the right password included', async () => {
    await member('target');
    const address = newAddress();
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await refusal(sessions.signIn('target', `guess ${attempt}`, address))).toBe('wrong_credentials');
    }
    const stopped = await sessions.signIn('target', PASSWORD, address).catch((error: unknown) => error);
    expect(stopped).toMatchObject({ code: 'too_many_attempts' });
    const { retryAfterSeconds } = stopped as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  it('does not lock the owner out who comes from another address', async () => {
    await member('owner');
    const attacker = newAddress();
    for (let attempt = 1; attempt <= 8; attempt++) await refusal(sessions.signIn('owner', 'guess', attacker));
    expect((await sessions.signIn('owner', PASSWORD, newAddress())).user.login).toBe('owner');
  });

  it('counts over replicas, and attempts that are made at once', async () => {
    await member('raced');
    const address = newAddress();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        refusal(replicas[n % 2]!.get(PortalSessions).signIn('raced', `guess ${n}`, address)),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'wrong_credentials')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'too_many_attempts')).toHaveLength(15);
  });

  it('forgives after a right password', async () => {
    await member('clumsy');
    const address = newAddress();
    for (let round = 1; round <= 3; round++) {
      for (let attempt = 1; attempt <= 4; attempt++)
        await refusal(sessions.signIn('clumsy', 'typo', address));
      expect((await sessions.signIn('clumsy', PASSWORD, address)).user.login).toBe('clumsy');
    }
  });

  it('stops an address that tries many logins, in all of its IPv6 network', async () => {
    const outcomes: string[] = [];
    for (let n = 0; n < 51; n++) {
      outcomes.push(await refusal(sessions.signIn(`victim${n}`, 'guess', `2001:db8:7:7::${n.toString(16)}`)));
    }
    expect(outcomes.slice(0, 50)).not.toContain('too_many_attempts');
    expect(outcomes[50]).toBe('too_many_attempts');
    expect(await refusal(sessions.signIn('other', 'guess', '2001:db8:7:8::1'))).toBe('wrong_credentials');
  });

  it('leaves no login and no address in the table', async () => {
    await refusal(sessions.signIn('secretive', 'guess', '198.51.100.77'));
    const rows = await db.query<{ key: string }>('select key from sign_in_attempts');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ key }) => key).join(' ')).not.toMatch(/secretive|198\.51/);
  });
});

describe('a session', () => {
  async function signedIn(login: string) {
    await member(login);
    return sessions.signIn(login, PASSWORD, newAddress());
  }

  it('keeps its cookie within the hour', async () => {
    const { cookie } = await signedIn('fresh');
    await age(cookie, '59 minutes');
    expect((await sessions.resolve(cookie))?.renewedCookie).toBeUndefined();
  });

  it('gets a new cookie after an hour, lives on for twelve, and lets the old one go within a minute', async () => {
    const { cookie, csrfToken } = await signedIn('hourly');
    await age(cookie, '61 minutes');
    const { renewedCookie } = (await sessions.resolve(cookie))!;
    expect(renewedCookie).toMatch(/^[\w-]{43}$/);
    expect(await sessions.resolve(renewedCookie)).toMatchObject({ user: { login: 'hourly' }, csrfToken });
    expect(await secondsLeft(renewedCookie!)).toBeGreaterThan(12 * 3600 - 60);
    expect(await secondsLeft(cookie)).toBeLessThanOrEqual(60);
    expect(await sessions.resolve(cookie)).toMatchObject({ csrfToken, user: { login: 'hourly' } });
    await expire(cookie);
    expect(await sessions.resolve(cookie)).toBeUndefined();
    expect(await sessions.resolve(renewedCookie)).toBeDefined();
  });

  it('gets one new cookie when twenty requests come at once, and loses none of them', async () => {
    const { cookie } = await signedIn('parallel');
    await age(cookie, '61 minutes');
    const resolved = await Promise.all(
      Array.from({ length: 20 }, (_, n) => replicas[n % 2]!.get(PortalSessions).resolve(cookie)),
    );
    expect(resolved.every((session) => session?.user.login === 'parallel')).toBe(true);
    expect(resolved.filter((session) => session?.renewedCookie)).toHaveLength(1);
  });

  it('ends thirty days after the sign-in', async () => {
    const { cookie } = await signedIn('endless');
    await db.query(
      `update portal_sessions set created_at = now() - interval '30 days' + interval '10 minutes'
       where tenant_id = $1 and cookie_sha256 = $2`,
      [TENANT, sha256(cookie)],
    );
    await age(cookie, '61 minutes');
    const { renewedCookie } = (await sessions.resolve(cookie))!;
    expect(await secondsLeft(renewedCookie!)).toBeLessThanOrEqual(600);
  });

  it('ends with all its cookies, and no other session with it', async () => {
    const { cookie } = await signedIn('quitter');
    const elsewhere = await sessions.signIn('quitter', PASSWORD, newAddress());
    await age(cookie, '61 minutes');
    const { renewedCookie } = (await sessions.resolve(cookie))!;
    await sessions.signOut(renewedCookie);
    expect(await sessions.resolve(renewedCookie)).toBeUndefined();
    expect(await sessions.resolve(cookie)).toBeUndefined();
    expect(await sessions.resolve(elsewhere.cookie)).toBeDefined();
  });

  it('that has expired is forgotten at the next sign-in', async () => {
    const { cookie } = await signedIn('returning');
    await expire(cookie);
    await sessions.signIn('returning', PASSWORD, newAddress());
    expect(await secondsLeft(cookie)).toBeUndefined();
  });

  it.each([
    ['the portal with the token', PORTAL, 'own', 'nothing'],
    ['the portal without a token', PORTAL, undefined, 'forged_request'],
    ['the portal with another token', PORTAL, 'x'.repeat(43), 'forged_request'],
    ['another origin with the token', 'https://evil.test', 'own', 'forged_request'],
    ['the portal on http', 'http://portal.test', 'own', 'forged_request'],
    ['a sandboxed page', 'null', 'own', 'forged_request'],
    ['nobody who says so', undefined, 'own', 'forged_request'],
  ])('is changed by %s: %s %s → %s', async (name, origin, token, outcome) => {
    const session = (await sessions.resolve(
      (await signedIn(`csrf-${createHash('md5').update(name).digest('hex')}`)).cookie,
    ))!;
    const csrfToken = token === 'own' ? session.csrfToken : token;
    const check = async () => sessions.requireOwnPage(session, { origin, csrfToken });
    expect(await refusal(check())).toBe(outcome);
  });
});
