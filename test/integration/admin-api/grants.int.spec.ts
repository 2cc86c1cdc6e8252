import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Admin } from './fixture.js';

let admin: Admin;
/** A replica on the same database. */
let other: Admin;

beforeAll(async () => {
  admin = await Admin.start();
  other = await Admin.start({ DATABASE_URL: admin.database.url });
  for (const login of ['anna', 'berta']) await admin.post('users', { login });
  const grants = [
    ['anna', 'word'],
    ['anna', 'excel'],
    ['anna', 'word'],
    ['berta', 'word'],
    ['berta', 'excel'],
  ];
  for (const [n, [login, app]] of grants.entries()) await grant(`G${n + 1}`, login!, app!);
});
afterAll(async () => {
  await other.stop();
  await admin.stop();
});

/** A grant with a refresh token of a week, and a WOPI session. */
async function grant(id: string, login: string, app: string): Promise<void> {
  await admin.query(
    `insert into oauth_records (tenant_id, kind, record_sha256, grant_id, user_id, client_id, payload, created_at, expires_at)
     select tenant_id, kind, sha256($2), $3, user_id, $4, '{}', timestamptz '2026-01-01' + $5 * interval '1 day', now() + life
     from users, (values ('Grant', interval '1 year'), ('RefreshToken', interval '1 week')) k (kind, life)
     where tenant_id = $1 and login = $6`,
    [DEFAULT_TENANT_ID, Buffer.from(id), id, app, Number(id.slice(1)), login],
  );
  await admin.query(
    `insert into sessions (tenant_id, session_id, user_id, client, action, route, expires_at, grant_id)
     select tenant_id, gen_random_uuid(), user_id, 'native:' || $2, 'edit', 'direct', now() + interval '1 hour', $3
     from users where tenant_id = $1 and login = $4`,
    [DEFAULT_TENANT_ID, app, id, login],
  );
}

const idsOf = async (query: string) =>
  (await admin.readAll(`grants?limit=2&${query}`, 'grants')).map(({ id }) => id);

/** Whose grants were ended by the installation's key, and which. */
const auditRows = async () => {
  const rows = await admin.query<{ login: string; detail: object }>(
    `select u.login, a.detail from audit_log a left join users u on u.user_id::text = a.user_id
     where a.operation = 'RevokeGrant' and a.principal_id = 'installation' order by a.occurred_at`,
  );
  return rows.map(({ login, detail }) => [login, detail]);
};

it('are listed in pages, the last given first, by person and app', async () => {
  expect(await idsOf('fields=user')).toEqual(['G5', 'G4', 'G3', 'G2', 'G1']);
  expect(await idsOf('user=Anna&client=word&sort=grantedAt')).toEqual(['G1', 'G3']);
  expect(await idsOf('sort=user&client=excel')).toEqual(['G2', 'G5']);
  const [first] = (await admin.get('grants?user=anna&sort=grantedAt')).json.grants;
  expect(first).toMatchObject({ id: 'G1', user: 'anna', clientId: 'word', sessions: 1 });
  const days = (Date.parse(first.renewableUntil as string) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(7);
});

it('end by one of many callers at two replicas, with tokens and sessions, and leave one row each', async () => {
  await grant('G6', 'anna', 'word');
  const end = (n: number) => (n % 2 ? admin : other).call('DELETE', '/admin/v1/grants/G6');
  const statuses = (await Promise.all(Array.from({ length: 8 }, (_, n) => end(n)))).map(
    ({ status }) => status,
  );
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  expect(statuses.filter((status) => status === 404)).toHaveLength(7);
  expect(await admin.query(`select from oauth_records where grant_id = 'G6'`)).toEqual([]);
  expect(await admin.query(`select from sessions where grant_id = 'G6' and revoked_at is null`)).toEqual([]);
  expect(await auditRows()).toEqual([['anna', { grant: 'G6', app: 'word' }]]);
});

it('end by person, by app, and by both', async () => {
  const revoke = async (body: object) => (await admin.post('grants/revoke', body)).json;
  expect(await revoke({ user: 'anna', client: 'word' })).toEqual({ revoked: 2 });
  expect(await idsOf('')).toEqual(['G5', 'G4', 'G2']);
  expect(await revoke({ client: 'excel' })).toEqual({ revoked: 2 });
  expect(await revoke({ user: 'berta' })).toEqual({ revoked: 1 });
  expect(await idsOf('')).toEqual([]);
  expect(await revoke({ user: 'berta' })).toEqual({ revoked: 0 });
  expect(new Set((await auditRows()).slice(1))).toEqual(
    new Set([
      ['anna', { grant: 'G1', app: 'word' }],
      ['anna', { grant: 'G3', app: 'word' }],
      ['anna', { grant: 'G2', app: 'excel' }],
      ['berta', { grant: 'G5', app: 'excel' }],
      ['berta', { grant: 'G4', app: 'word' }],
    ]),
  );
  expect((await admin.post('grants/revoke', { user: 'nobody' })).status).toBe(404);
  expect((await admin.post('grants/revoke', {})).status).toBe(400);
  expect((await admin.call('DELETE', '/admin/v1/grants/a%20b')).status).toBe(404);
});

it('are not there for a key of another tenant, nor for an application', async () => {
  await grant('G7', 'anna', 'word');
  await admin.post('tenants', { name: 'north', plan: 'business' });
  const attempt = async (wish: object) => {
    const { json } = await admin.post('api-keys', { name: 'key', ...wish });
    const key = json.key as string;
    const list = await admin.call('GET', '/admin/v1/grants', undefined, key);
    return [list.status, (await admin.call('DELETE', '/admin/v1/grants/G7', undefined, key)).status];
  };
  expect(await attempt({ role: 'tenant-admin', tenant: 'north' })).toEqual([404, 404]);
  expect(await attempt({ role: 'application' })).toEqual([403, 403]);
  expect(await attempt({ role: 'viewer' })).toEqual([200, 403]);
  expect(await attempt({ role: 'support' })).toEqual([200, 204]);
});
