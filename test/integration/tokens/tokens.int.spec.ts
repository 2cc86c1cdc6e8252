import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import jwt from 'jsonwebtoken';
import { DatabaseModule, Db } from '#database';
import { DEFAULT_TENANT_ID } from '#tenants';
import { AccessTokenVerifier, ECOSYSTEM, KeyRing, Sessions, TokensModule } from '#tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

const ENCRYPTION_KEY = 'k'.repeat(32);

let clone: DatabaseClone;
let replicas: TestingModule[];
let db: Db;
let fileId: string;
let userId: string;

const open = (encryptionKey = ENCRYPTION_KEY) =>
  Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 4 }),
      TokensModule.forRoot({ encryptionKey, lifeSeconds: 36_000 }),
    ],
  })
    .compile()
    .then((module) => module.init());
const on = (replica: number) => ({
  sessions: replicas[replica]!.get(Sessions),
  verifier: replicas[replica]!.get(AccessTokenVerifier),
  keys: replicas[replica]!.get(KeyRing),
});
const wish = () =>
  ({
    tenantId: DEFAULT_TENANT_ID,
    resource: { kind: 'file', id: fileId },
    userId,
    client: 'office',
    action: 'edit',
    route: 'direct',
    denied: [],
  }) as const;
const refused = { code: 'invalid_token' };

beforeAll(async () => {
  clone = await cloneDatabase();
  replicas = await Promise.all([open(), open()]);
  db = replicas[0]!.get(Db);
  fileId = randomUUID();
  const [user] = await db.query<{ user_id: string }>(
    `insert into users (tenant_id, login, display_name) values ($1, 'alice', 'Alice') returning user_id`,
    [DEFAULT_TENANT_ID],
  );
  userId = user!.user_id;
  await db.query(
    `insert into files (tenant_id, file_id, name, owner_id, container_id, version, size, sha256, blob_key, created_by, modified_by)
     values ($1, $2, 'a.docx', $3, $3, 1, 0, '', 'x', $3, $3)`,
    [DEFAULT_TENANT_ID, fileId, userId],
  );
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await clone.drop();
});

describe('access tokens', () => {
  it('say what they were made for, and expire when their session does', async () => {
    const { accessToken, accessTokenTtl, session } = await on(0).sessions.open(wish());
    const claims = await on(0).verifier.verify(accessToken);
    expect(claims).toMatchObject({
      tenantId: DEFAULT_TENANT_ID,
      resource: { kind: 'file', id: fileId },
      userId,
      client: 'office',
      action: 'edit',
    });
    expect(claims.sessionId).toBe(session.sessionId);
    expect(accessTokenTtl).toBe(claims.expiresAt * 1000);
    const hours = (accessTokenTtl - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(9.9);
    expect(hours).toBeLessThanOrEqual(10);
  });

  it('are known to another replica at once, also when signed with a key made a moment ago', async () => {
    const before = await on(0).sessions.open(wish());
    await on(0).keys.rotate();
    const after = await on(0).sessions.open(wish());
    expect(jwt.decode(after.accessToken, { complete: true })!.header.kid).not.toBe(
      jwt.decode(before.accessToken, { complete: true })!.header.kid,
    );
    await on(1).verifier.verify(after.accessToken);
    await on(1).verifier.verify(before.accessToken);
  });

  it('stay valid while their key only verifies, and end with it', async () => {
    const { accessToken } = await on(0).sessions.open(wish());
    const { kid } = jwt.decode(accessToken, { complete: true })!.header;
    await db.query(`update signing_keys set signs_until = now() - interval '1 minute' where key_id = $1`, [
      kid,
    ]);
    const third = await open();
    await third.get(AccessTokenVerifier).verify(accessToken);
    expect((await third.get(KeyRing).signer()).keyId).not.toBe(kid);
    await third.close();
    await db.query(`update signing_keys set verifies_until = now() - interval '1 minute' where key_id = $1`, [
      kid,
    ]);
    const fourth = await open();
    await expect(fourth.get(AccessTokenVerifier).verify(accessToken)).rejects.toMatchObject(refused);
    await fourth.close();
  });

  it('keep their keys sealed: another ENCRYPTION_KEY opens none and refuses their tokens', async () => {
    const { accessToken } = await on(0).sessions.open(wish());
    const stranger = await open('another key of thirty-two bytes!');
    await expect(stranger.get(AccessTokenVerifier).verify(accessToken)).rejects.toMatchObject(refused);
    await stranger.close();
  });

  it('name another resource when derived, and are otherwise the same', async () => {
    const { accessToken, session } = await on(0).sessions.open(wish());
    const checkedAt = new Date(Date.now() - 5_123);
    const tokenFor = await on(0).sessions.deriver(session, checkedAt);
    const claims = await on(1).verifier.verify(tokenFor({ kind: 'container', id: userId }));
    const parent = await on(1).verifier.verify(accessToken);
    expect(claims).toEqual({
      ...parent,
      resource: { kind: 'container', id: userId },
      issuedAt: checkedAt,
    });
  });

  it('are refused when they name no resource, or one of an unknown kind', async () => {
    const { keyId, secret } = await on(0).keys.signer();
    const sign = (claims: object) =>
      jwt.sign({ tid: DEFAULT_TENANT_ID, sid: randomUUID(), exp: 4e9, ...claims }, secret, {
        keyid: keyId,
        audience: 'wopi',
      });
    await on(0).verifier.verify(sign({ knd: 'file', rid: fileId }));
    for (const claims of [{ fid: fileId }, { knd: 'file' }, { knd: 'user', rid: fileId }])
      await expect(on(0).verifier.verify(sign(claims))).rejects.toMatchObject(refused);
  });

  it('may be for a container or the ecosystem', async () => {
    for (const resource of [{ kind: 'container', id: userId } as const, ECOSYSTEM]) {
      const { ticket, session } = await on(0).sessions.openWithTicket({ ...wish(), resource });
      expect(session.resource).toEqual(resource);
      const launched = await on(1).sessions.launched(DEFAULT_TENANT_ID, ticket);
      expect(launched!.session.resource).toEqual(resource);
    }
  });
});

describe('the key ring', () => {
  it('recovers from a database that was away', async () => {
    await on(0).keys.rotate();
    const { accessToken } = await on(0).sessions.open(wish());
    const fresh = await open();
    const verifier = fresh.get(AccessTokenVerifier);
    await db.query('alter table signing_keys rename to signing_keys_away');
    const garbage = `${Buffer.from('{"alg":"HS256","kid":"unknown"}').toString('base64url')}.${'e'.repeat(40)}.${'A'.repeat(43)}`;
    const failures = await Promise.allSettled([verifier.verify(garbage), verifier.verify(garbage)]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await db.query('alter table signing_keys_away rename to signing_keys');
    await expect(verifier.verify(garbage)).rejects.toMatchObject(refused);
    await verifier.verify(accessToken);
    await fresh.close();
  });
});

describe('forged tokens', () => {
  const forge: Record<string, (token: string) => string> = {
    'alg none': (token) => jwt.sign(payload(token), null as never, { algorithm: 'none', keyid: kid(token) }),
    'alg None': (token) => encode({ alg: 'None', kid: kid(token) }, payload(token)),
    'another secret': (token) => jwt.sign(payload(token), 'x'.repeat(32), { keyid: kid(token) }),
    'alg HS512 with another secret': (token) =>
      jwt.sign(payload(token), 'x'.repeat(64), { algorithm: 'HS512', keyid: kid(token) }),
    'a key id that climbs': (token) => encode({ alg: 'HS256', kid: '../../etc/passwd' }, payload(token)),
    'a key id that is SQL': (token) => encode({ alg: 'HS256', kid: "' or 1=1 --" }, payload(token)),
    'a key id that is an object': (token) => encode({ alg: 'HS256', kid: { a: 1 } }, payload(token)),
    'no key id': (token) => encode({ alg: 'HS256' }, payload(token)),
    'a header that is not JSON': (token) => `${'e'.repeat(30)}.${token.split('.').slice(1).join('.')}`,
    'another spelling of the signature': (token) =>
      token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1),
  };
  const payload = (token: string) => jwt.decode(token) as object;
  const kid = (token: string) => jwt.decode(token, { complete: true })!.header.kid!;
  const encode = (header: object, claims: object) =>
    [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
    `.${'A'.repeat(43)}`;

  it.each(Object.keys(forge))('are refused: %s', async (name) => {
    const { accessToken } = await on(0).sessions.open(wish());
    await expect(on(0).verifier.verify(forge[name]!(accessToken))).rejects.toMatchObject(refused);
  });
});

describe('revocation', () => {
  it.each(['sessionId', 'userId', 'fileId'] as const)('by %s ends what it names', async (by) => {
    const { session } = await on(0).sessions.open(wish());
    const value = { sessionId: session.sessionId, userId, fileId }[by];
    expect(await on(1).sessions.revoke({ tenantId: DEFAULT_TENANT_ID, [by]: value })).toBeGreaterThanOrEqual(
      1,
    );
    const alive = await db.query('select from sessions where session_id = $1 and revoked_at is null', [
      session.sessionId,
    ]);
    expect(alive).toEqual([]);
  });

  it('by file outdates the tokens that other sessions derived for it; by session it does not', async () => {
    const validFrom = async () =>
      (
        await db.query<{ at: Date | null }>('select tokens_valid_from as at from files where file_id = $1', [
          fileId,
        ])
      )[0]!.at;
    await db.query('update files set tokens_valid_from = null');
    const { session } = await on(0).sessions.open(wish());
    await on(0).sessions.revoke({ tenantId: DEFAULT_TENANT_ID, sessionId: session.sessionId });
    expect(await validFrom()).toBeNull();
    await on(0).sessions.revoke({ tenantId: DEFAULT_TENANT_ID, fileId });
    expect(await validFrom()).not.toBeNull();
  });

  it('without a name ends nothing', async () => {
    await on(0).sessions.open(wish());
    expect(await on(0).sessions.revoke({ tenantId: DEFAULT_TENANT_ID })).toBe(0);
  });
});

describe('launch tickets', () => {
  it('stand for their session until they or it ends', async () => {
    const { ticket, session } = await on(0).sessions.openWithTicket(wish());
    const launched = await on(1).sessions.launched(DEFAULT_TENANT_ID, ticket);
    expect(launched!.session.sessionId).toBe(session.sessionId);
    expect(await on(1).sessions.launched(DEFAULT_TENANT_ID, `${ticket}x`)).toBeUndefined();
    expect(await on(1).sessions.launched(randomUUID(), ticket)).toBeUndefined();
    await on(0).sessions.revoke({ tenantId: DEFAULT_TENANT_ID, sessionId: session.sessionId });
    expect(await on(1).sessions.launched(DEFAULT_TENANT_ID, ticket)).toBeUndefined();
  });
});
