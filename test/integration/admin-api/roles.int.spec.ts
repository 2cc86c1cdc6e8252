import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Permission, PERMISSIONS, type Role, ROLE_NAMES, ROLES } from '#access';
import { type EndpointRow, EndpointTable } from '#admin-api';
import { Admin, KEY } from './fixture.js';

let admin: Admin;
/** A replica on the same database. */
let other: Admin;
let rows: readonly EndpointRow[];

const makeKey = async (wish: object, maker = KEY): Promise<string> => {
  const { status, json } = await admin.call('POST', '/admin/v1/api-keys', { name: 'test', ...wish }, maker);
  expect(status).toBe(201);
  return (json as { key: string }).key;
};

beforeAll(async () => {
  admin = await Admin.start();
  other = await Admin.start({ DATABASE_URL: admin.database.url });
  rows = admin.server.app.get(EndpointTable).rows;
  for (const name of ['north', 'south']) await admin.post('tenants', { name, plan: 'business' });
});
afterAll(async () => {
  await other.stop();
  await admin.stop();
});

/** Every `:name` filled with something that does not exist. */
const targetOf = ({ path }: EndpointRow) => path.replaceAll(/:\w+/g, () => randomUUID());
const attempt = async (row: EndpointRow, key: string, target = targetOf(row)) =>
  (await admin.call(row.method, target, row.method === 'GET' ? undefined : {}, key)).status;

describe('every endpoint', () => {
  it('is there, and each permission is one that is known', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const { needs } of rows) expect(PERMISSIONS).toContain(needs);
  });

  it.each(ROLE_NAMES)('lets %s do what its role may, and answers 403 to the rest', async (role: Role) => {
    const key = await makeKey({ role });
    for (const row of rows) {
      const status = await attempt(row, key);
      const may = (ROLES[role] as readonly Permission[]).includes(row.needs);
      expect([`${row.method} ${row.path}`, status === 403]).toEqual([`${row.method} ${row.path}`, !may]);
      expect(status).not.toBe(401);
      expect(status).toBeLessThan(500);
    }
  });

  it('answers 401 without a key that is good', async () => {
    for (const row of rows) {
      for (const key of ['', 'wgk_000000000000_' + 'A'.repeat(43), 'wgk_x_y'])
        expect(await attempt(row, key)).toBe(401);
    }
  });
});

describe('a key of one tenant', () => {
  it('finds another tenant and one that does not exist alike', async () => {
    const key = await makeKey({ role: 'tenant-admin', tenant: 'north' });
    for (const row of rows.filter(({ path }) => path.includes(':tenant'))) {
      const answers = await Promise.all(
        ['south', 'nobody'].map(async (tenant) => {
          const target = row.path.replace(':tenant', tenant).replaceAll(/:\w+/g, () => randomUUID());
          const body = row.method === 'GET' ? undefined : {};
          const { status, text, headers } = await admin.call(row.method, target, body, key);
          const told = [...headers].filter(([name]) => name !== 'date' && name !== 'content-length');
          return [status, text.replaceAll(tenant, 'X'), told];
        }),
      );
      expect(answers[0]).toEqual(answers[1]);
      const may = (ROLES['tenant-admin'] as readonly Permission[]).includes(row.needs);
      expect(answers[0]![0]).toBe(may ? 404 : 403);
    }
  });

  it('sees its own tenant only', async () => {
    const key = await makeKey({ role: 'viewer', tenant: 'north' });
    const { json } = await admin.call('GET', '/admin/v1/tenants', undefined, key);
    expect(json.tenants.map(({ name }: { name: string }) => name)).toEqual(['north']);
    expect((await admin.call('GET', '/admin/v1/tenants/north', undefined, key)).status).toBe(200);
  });

  it('has no part in the files of this installation', async () => {
    const key = await makeKey({ role: 'tenant-admin', tenant: 'north' });
    const made = await admin.post('files?name=a.txt&owner=anna', Buffer.from('a'));
    const [there, nowhere] = await Promise.all(
      [made.json.id as string, randomUUID()].map((id) =>
        admin.call('GET', `/admin/v1/files/${id}`, undefined, key),
      ),
    );
    expect([there!.status, there!.text]).toEqual([nowhere!.status, nowhere!.text]);
    expect(there!.status).toBe(404);
  });
});

describe('an API key', () => {
  it('is shown once, and known by its beginning afterwards', async () => {
    const key = await makeKey({ role: 'viewer' });
    const { text, json } = await admin.get('api-keys');
    expect(text).not.toContain(key.slice(-43));
    expect(json.keys[0]).toMatchObject({ role: 'viewer', prefix: key.slice(4, 16) });
  });

  it('may be less than its role', async () => {
    const key = await makeKey({ role: 'operator', permissions: ['health.read'] });
    expect((await admin.call('GET', '/admin/v1/tenants', undefined, key)).status).toBe(403);
    expect((await admin.call('GET', '/admin/v1/doctor', undefined, key)).status).toBe(200);
  });

  it('is not made with more than its maker may', async () => {
    const key = await makeKey({ role: 'tenant-admin', tenant: 'north' });
    const wish = (body: object) => admin.call('POST', '/admin/v1/api-keys', { name: 'x', ...body }, key);
    expect((await wish({ role: 'owner' })).status).toBe(400);
    expect((await wish({ role: 'viewer', tenant: 'north' })).status).toBe(201);
    expect((await wish({ role: 'owner', permissions: ['health.read'] })).status).toBe(400);
    expect((await wish({ role: 'viewer', tenant: 'south' })).status).toBe(404);
    const operator = await makeKey({ role: 'operator' });
    const asOwner = { name: 'x', role: 'owner' };
    expect((await admin.call('POST', '/admin/v1/api-keys', asOwner, operator)).status).toBe(403);
  });

  it('does not outlive the key that makes it', async () => {
    const soon = new Date(Date.now() + 3600_000);
    const key = await makeKey({ role: 'owner', expiresAt: soon.toISOString() });
    const made = (expiresAt?: Date) =>
      admin.call('POST', '/admin/v1/api-keys', { name: 'x', role: 'viewer', expiresAt }, key);
    expect((await made()).status).toBe(403);
    expect((await made(new Date(soon.getTime() + 1000))).status).toBe(403);
    expect((await made(soon)).status).toBe(201);
  });

  it.each([
    [{ role: 'owner', tenant: 'north' }],
    [{ role: 'viewer', permissions: ['audit.read'] }],
    [{ role: 'nobody' }],
    [{ role: 'viewer', expiresAt: '2001-01-01T00:00:00Z' }],
    [{ role: 'viewer', name: '' }],
    [{ role: 'viewer', more: 1 }],
  ])('is refused as %j', async (wish) => {
    expect((await admin.post('api-keys', { name: 'x', ...wish })).status).toBe(400);
  });

  it('is not made for a person who is not there', async () => {
    const wish = { name: 'x', role: 'viewer', user: randomUUID() };
    expect((await admin.post('api-keys', wish)).status).toBe(404);
  });

  it('ends when it is revoked, at its expiry, and with its person', async () => {
    const open = (key: string) => admin.call('GET', '/admin/v1/tenants', undefined, key);
    const revoked = await makeKey({ role: 'viewer' });
    const { json } = await admin.get('api-keys');
    expect((await open(revoked)).status).toBe(200);
    expect((await admin.call('DELETE', `/admin/v1/api-keys/${json.keys[0].id}`)).status).toBe(204);
    expect((await open(revoked)).status).toBe(401);
    expect((await admin.call('DELETE', `/admin/v1/api-keys/${json.keys[0].id}`)).status).toBe(404);

    const short = await makeKey({ role: 'viewer', expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect((await open(short)).status).toBe(200);
    await admin.query(`update api_keys set expires_at = now() where prefix = $1`, [short.slice(4, 16)]);
    expect((await open(short)).status).toBe(401);

    await admin.post('files?name=b.txt&owner=berta', Buffer.from('b'));
    const [person] = await admin.query<{ user_id: string }>(
      `select user_id from users where login = 'berta'`,
    );
    const personal = await makeKey({ role: 'viewer', user: person!.user_id });
    expect((await open(personal)).status).toBe(200);
    await admin.query(`update users set disabled_at = now() where login = 'berta'`);
    expect((await open(personal)).status).toBe(401);
  });

  it('that is revoked at one replica is refused with the next request at both, below both prefixes', async () => {
    const { json } = await admin.post('api-keys', { name: 'app', role: 'application' });
    const statuses = () =>
      Promise.all(
        [admin, other].flatMap((replica) =>
          ['admin', 'api'].map(
            async (api) =>
              (await replica.call('GET', `/${api}/v1/files`, undefined, json.key as string)).status,
          ),
        ),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    expect((await other.call('DELETE', `/admin/v1/api-keys/${json.id}`)).status).toBe(204);
    expect(await statuses()).toEqual([401, 401, 401, 401]);
  });

  it('leaves a row in the audit log with what makes and ends it', async () => {
    const count = `select count(*)::int as n from audit_log where operation in ('AddApiKey', 'RevokeApiKey')`;
    const [before] = await admin.query<{ n: number }>(count);
    await makeKey({ role: 'viewer' });
    const { json } = await admin.get('api-keys');
    await admin.call('DELETE', `/admin/v1/api-keys/${json.keys[0].id}`);
    const [after] = await admin.query<{ n: number }>(count);
    expect(after!.n).toBe(before!.n + 2);
    await makeKey({ role: 'tenant-admin', tenant: 'north' });
    const [{ id }] = (await admin.get('api-keys')).json.keys as [{ id: string }];
    expect((await admin.call('DELETE', `/admin/v1/api-keys/${id}`)).status).toBe(204);
    const booked = await admin.query(
      `select operation from audit_log a join tenants t on t.tenant_id = a.tenant_id and t.name = 'north'
       where operation like '%ApiKey' order by seq desc limit 2`,
    );
    expect(booked).toEqual([{ operation: 'RevokeApiKey' }, { operation: 'AddApiKey' }]);
    const operator = await makeKey({ role: 'operator' });
    await admin.call('POST', '/admin/v1/tenants', { name: 'west', plan: 'business' }, operator);
    const rows = await admin.query(
      `select k.role from audit_log a join api_keys k on k.key_id::text = a.principal_id where a.operation = 'AddTenant'`,
    );
    expect(rows).toEqual([{ role: 'operator' }]);
  });
});

describe('the documents', () => {
  it('have every endpoint with its permission, and nothing else', async () => {
    const documents = await Promise.all(
      ['admin', 'api'].map((api) => admin.call('GET', `/${api}/v1/openapi.json`)),
    );
    for (const { json } of documents) expect(json.openapi).toBe('3.1.0');
    const paths = documents.flatMap(({ json }) =>
      Object.entries(json.paths as Record<string, Record<string, { 'x-permission': string }>>),
    );
    const told = paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => `${method} ${path} ${operation['x-permission']}`),
    );
    const served = rows.map(
      ({ method, path, needs }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')} ${needs}`,
    );
    expect(told.sort()).toEqual(served.sort());
  });
});
