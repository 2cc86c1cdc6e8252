import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import jwt from 'jsonwebtoken';
import { DatabaseModule, Db } from '#database';
import { DEFAULT_TENANT_ID } from '#tenants';
import { AccessTokenVerifier, ECOSYSTEM, KeyRing, type Resource, Sessions, TokensModule } from '#tokens';
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
const at = (resource: Resource) => ({ tenantId: DEFAULT_TENANT_ID, resource });
const atFile = () => at({ kind: 'file', id: fileId });
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
    const claims = await on(0).verifier.verify(accessToken, atFile());
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
    await on(1).verifier.verify(after.accessToken, atFile());
    await on(1).verifier.verify(before.accessToken, atFile());
  });

  it('stay valid while their key only verifies, and end with it', async () => {
    const { accessToken } = await on(0).sessions.open(wish());
    const { kid } = jwt.decode(accessToken, { complete: true })!.header;
    await db.query(`update signing_keys set signs_until = now() - interval '1 minute' where key_id = $1`, [
      kid,
    ]);
    const third = await open();
    await third.get(AccessTokenVerifier).verify(accessToken, atFile());
    expect((await third.get(KeyRing).signer()).keyId).not.toBe(kid);
    await third.close();
    await db.query(`update signing_keys set verifies_until = now() - interval '1 minute' where key_id = $1`, [
      kid,
    ]);
    const fourth = await open();
    await expect(fourth.get(AccessTokenVerifier).verify(accessToken, atFile())).rejects.toMatchObject(
      refused,
    );
    await fourth.close();
  });

  it('keep their keys sealed: another ENCRYPTION_KEY opens none and refuses their tokens', async () => {
    const { accessToken } = await on(0).sessions.open(wish());
    const stranger = await open('another key of thirty-two bytes!');
    await expect(stranger.get(AccessTokenVerifier).verify(accessToken, atFile())).rejects.toMatchObject(
      refused,
    );
    await stranger.close();
  });

  it('are refused when they name no resource, or one of an unknown kind', async () => {
    const { keyId, secret } = await on(0).keys.signer();
    const sign = (claims: object) =>
      jwt.sign({ tid: DEFAULT_TENANT_ID, sid: randomUUID(), exp: 4e9, ...claims }, secret, {
        keyid: keyId,
        audience: 'wopi',
      });
    await on(0).verifier.verify(sign({ knd: 'file', rid: fileId }), atFile());
    for (const claims of [{ fid: fileId }, { knd: 'file' }, { knd: 'user', rid: fileId }])
      await expect(on(0).verifier.verify(sign(claims), atFile())).rejects.toMatchObject(refused);
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

describe('derived tokens', () => {
  const checkedAt = new Date(Date.now() - 5_123);
  const derive = async () => {
    const { accessToken, session } = await on(0).sessions.open(wish());
    const folder = at({ kind: 'container', id: userId });
    const token = (await on(0).sessions.deriver(session, checkedAt))(folder.resource);
    return { accessToken, session, folder, token };
  };

  it('are for another resource, and otherwise the same', async () => {
    const { accessToken, folder, token } = await derive();
    const parent = await on(1).verifier.verify(accessToken, atFile());
    const claims = await on(1).verifier.verify(token, folder);
    expect(claims).toEqual({ ...parent, ...folder, issuedAt: checkedAt });
  });

  it('are refused elsewhere, and where no derived token belongs', async () => {
    const { folder, token } = await derive();
    const { verifier } = on(1);
    const others = [atFile(), at(ECOSYSTEM), { ...folder, tenantId: randomUUID() }];
    for (const other of others) await expect(verifier.verify(token, other)).rejects.toMatchObject(refused);
    await expect(verifier.verifyFileTicket(token)).rejects.toMatchObject(refused);
  });

  it('outlive a rotation of keys, and end with their key', async () => {
    const { folder, token } = await derive();
    await on(0).keys.rotate();
    await on(1).verifier.verify(token, folder);
    await db.query(`update signing_keys set verifies_until = now() - interval '1 minute'`);
    const fresh = await open();
    await expect(fresh.get(AccessTokenVerifier).verify(token, folder)).rejects.toMatchObject(refused);
    await fresh.close();
    await Promise.all(replicas.map((replica) => replica.get(KeyRing).rotate()));
  });

  const derivedOfEnded = async (hours: number) => {
    const { session, folder, token } = await derive();
    await db.query(
      'update sessions set expires_at = now() - make_interval(hours => $2) where session_id = $1',
      [session.sessionId, hours],
    );
    await expect(on(1).verifier.verify(token, folder)).rejects.toMatchObject(refused);
    return { token, folder };
  };

  it('end with their session, and count for a day more where content must not be lost', async () => {
    const recent = await derivedOfEnded(1);
    await on(1).verifier.verifyStale(recent.token, recent.folder);
    const old = await derivedOfEnded(25);
    await expect(on(1).verifier.verifyStale(old.token, old.folder)).rejects.toMatchObject(refused);
  });

  it('are refused once their session is forgotten', async () => {
    const { session, folder, token } = await derive();
    await db.query('delete from sessions where session_id = $1', [session.sessionId]);
    await expect(on(1).verifier.verify(token, folder)).rejects.toMatchObject(refused);
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
    const failures = await Promise.allSettled([
      verifier.verify(garbage, atFile()),
      verifier.verify(garbage, atFile()),
    ]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await db.query('alter table signing_keys_away rename to signing_keys');
    await expect(verifier.verify(garbage, atFile())).rejects.toMatchObject(refused);
    await verifier.verify(accessToken, atFile());
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
    await expect(on(0).verifier.verify(forge[name]!(accessToken), atFile())).rejects.toMatchObject(refused);
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
