import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../outgoing/certificates.js';
import { Admin, KEY } from './fixture.js';

let admin: Admin;
let client: pg.Client;
let name: string;

const path = (rest = '') => `tenants/${encodeURIComponent(name)}${rest}`;
const patch = (rest: string, body: object) => admin.call('PATCH', `/admin/v1/${path(rest)}`, body);
const remove = (rest: string) => admin.call('DELETE', `/admin/v1/${path(rest)}`);
const state = async () => (await admin.get(path())).json.state as string;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const audited = async () => {
  const sql = `select operation, detail, audit_log::text as text from audit_log
    where tenant_id = (select tenant_id from tenants where name = $1) order by occurred_at`;
  return (await client.query<{ operation: string; text: string }>(sql, [name])).rows;
};
const newInstance = async () =>
  (await admin.post(path('/instances'), { filesUrl: `https://${randomUUID()}.example/wopi/files/` })).json;

beforeAll(async () => {
  admin = await Admin.start();
  client = new pg.Client(admin.database.url);
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await admin?.stop();
});
beforeEach(async () => {
  name = `Customer ${randomUUID()} Ltd`;
  await admin.post('tenants', { name, plan: 'business' });
});

describe('a subscription', () => {
  it.each<[string, object, string]>([
    ['without dates', {}, 'active'],
    ['on trial', { state: 'trial' }, 'trial'],
    ['that has not begun', { validFrom: day(1) }, 'suspended'],
    ['within its dates', { validFrom: day(-1), validUntil: day(1) }, 'active'],
    ['that has just ended', { validUntil: day(-1), graceDays: 2 }, 'grace'],
    ['whose days of grace are over', { validUntil: day(-3), graceDays: 2 }, 'expired'],
    ['without days of grace', { validUntil: day(-1), graceDays: 0 }, 'expired'],
  ])('%s', async (_, change, expected) => {
    expect((await patch('', change)).json.state).toBe(expected);
    expect(await state()).toBe(expected);
  });

  it('follows its dates without anybody’s hand', async () => {
    await patch('', { validUntil: day(1 / 86_400), graceDays: 1 });
    expect(await state()).toBe('active');
    while ((await state()) === 'active') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await state()).toBe('grace');
  });

  it('is suspended and resumed, whatever its dates are, and says until when sessions may save', async () => {
    const before = (await admin.get(path())).json;
    const suspended = await admin.post(path('/suspension'), {});
    expect(suspended.json).toMatchObject({ state: 'suspended', graceDays: 14 });
    expect(Date.parse(suspended.json.savesUntil)).toBeGreaterThan(Date.parse(day(13)));
    const now = await admin.post(path('/suspension'), { now: true });
    expect(Date.parse(now.json.savesUntil)).toBeLessThanOrEqual(Date.parse(day(0)) + 1000);
    expect((await remove('/suspension')).json).toEqual({ ...before, usage: undefined, warnings: undefined, instances: undefined, keys: undefined, entitlements: undefined }); // prettier-ignore
    expect(before.savesUntil).toBeNull();
  });

  it('keeps contacts, policy and limits, each changed on its own, and takes them away by null', async () => {
    const contacts = [{ name: 'Ada Byron', email: 'ada@customer.example', role: 'billing' }];
    await patch('', { contacts, seats: 5, policy: { softProof: true, discoveryApps: ['Word'] } });
    await patch('', { policy: { businessFlow: true }, limits: { maxFileMib: 10 } });
    const { json } = await admin.get(path());
    expect(json).toMatchObject({
      contacts,
      seats: 5,
      policy: { softProof: true, businessFlow: true, keepUserInfo: false, discoveryApps: ['Word'] },
      limits: { maxFileMib: 10, requestsPerSecond: null },
    });
    await patch('', { seats: null, policy: { discoveryApps: null }, limits: { maxFileMib: null } });
    expect((await admin.get(path())).json).toMatchObject({
      contacts,
      seats: null,
      policy: { softProof: true, discoveryApps: null },
      limits: { maxFileMib: null },
    });
    const rows = await audited();
    expect(rows.map(({ operation }) => operation)).toEqual([
      'AddTenant',
      'ChangeTenant',
      'ChangeTenant',
      'ChangeTenant',
    ]);
    expect(JSON.stringify(rows)).not.toContain('ada@customer');
  });

  it('is changed by many at once without losing what another changed', async () => {
    const changes = [{ seats: 7 }, { graceDays: 3 }, { validUntil: day(9) }, { limits: { mibPerSecond: 4 } }, { policy: { keepUserInfo: true } }]; // prettier-ignore
    await Promise.all(changes.map((change) => patch('', change)));
    expect((await admin.get(path())).json).toMatchObject({
      seats: 7,
      graceDays: 3,
      daysLeft: 9,
      limits: { mibPerSecond: 4 },
      policy: { keepUserInfo: true },
    });
  });

  it('warns early', async () => {
    await patch('', { validUntil: day(9.5), seats: 1, policy: { softProof: true } });
    await client.query(
      `insert into tenant_users select tenant_id, decode('00', 'hex'), current_date from tenants where name = $1`,
      [name],
    );
    const { warnings, usage } = (await admin.get(path())).json;
    expect(usage).toEqual({ users: 1, runningSessions: 0 });
    const { tenants } = (await admin.get('tenants')).json as {
      tenants: { name: string; warnings: string[] }[];
    };
    expect(tenants.find((one) => one.name === name)!.warnings).toEqual(warnings);
    expect((await admin.call('GET', '/metrics', undefined, '')).text).toMatch(
      /^wopi_tenants_needing_attention\{.*\} \d+$/m,
    );
    expect(warnings).toEqual([
      'The subscription ends in 10 days.',
      '1 of 1 seats were used within 30 days.',
      'The tenant has no active key: add one, and give it to the customer.',
      'There is no statement of the Microsoft 365 entitlement.',
      'Calls with a wrong proof are served: set policy.softProof to false when the migration is over.',
    ]);
  });

  it.each<[object, number]>([
    [{ validFrom: day(2), validUntil: day(1) }, 400],
    [{ validUntil: 'tomorrow' }, 400],
    [{ graceDays: -1 }, 400],
    [{ state: 'suspended' }, 400],
    [{ limits: { maxFileMib: 0 } }, 400],
    [{ limits: { other: 1 } }, 400],
    [{ contacts: [{ name: 'x', email: 'nowhere' }] }, 400],
    [{ name: 'default' }, 409],
    [{ name: ' ' }, 400],
  ])('refuses %j', async (change, expected) => {
    const { status, headers } = await patch('', change);
    expect(status).toBe(expected);
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  it('goes with all that is its, but not while sessions run, and never the installation’s own', async () => {
    const { instanceId, tenantId } = await newInstance();
    const { keyId } = (await admin.post(path('/keys'), {})).json;
    await client.query(`insert into proxy_sessions values ($1, '\\x00', $2, $3, now(), now())`, [
      tenantId,
      instanceId,
      keyId,
    ]);
    expect((await remove('')).status).toBe(409);
    expect((await remove(`/instances/${instanceId}`)).status).toBe(409);
    expect((await remove(`/instances/${instanceId}?now=true`)).status).toBe(204);
    expect((await remove('?now=perhaps')).status).toBe(400);
    expect((await remove('?now=true')).status).toBe(204);
    expect((await admin.get(path())).status).toBe(404);
    expect((await admin.call('DELETE', '/admin/v1/tenants/default')).status).toBe(409);
    const { rows } = await client.query(
      `select operation from audit_log where tenant_id = $1 order by occurred_at desc limit 1`,
      [tenantId],
    );
    expect(rows).toEqual([{ operation: 'RemoveTenant' }]);
  });
});

describe('an instance', () => {
  it('is changed, each setting on its own', async () => {
    const { instanceId } = await newInstance();
    const pinnedCa = makeCertificate({ name: 'Customer CA', authority: true }).cert;
    const changed = await patch(`/instances/${instanceId}`, {
      mode: 'resign',
      product: 'owncloud10',
      productVersion: '10.15.0',
      browserOrigins: ['https://Cloud.example:443'],
      pinnedCa,
    });
    expect(changed.json).toMatchObject({
      mode: 'resign',
      browserOrigins: ['https://cloud.example'],
      pinnedCa,
    });
    await patch(`/instances/${instanceId}`, { pinnedCa: null, redirector: true });
    expect((await admin.get(path(`/instances/${instanceId}`))).json).toMatchObject({
      mode: 'resign',
      product: 'owncloud10',
      pinnedCa: null,
      redirector: true,
    });
  });

  it.each<[object, number]>([
    [{ filesUrl: 'https://other.example/wopi/files/' }, 400],
    [{ browserOrigins: ['https://cloud.example/path'] }, 400],
    [{ browserOrigins: ['javascript:alert(1)'] }, 400],
    [{ pinnedCa: 'no certificate' }, 400],
    [{ pinnedCa: makeCertificate({ name: 'server.example' }).cert }, 400],
    [{ product: 'word' }, 400],
  ])('refuses %j', async (change, expected) => {
    const { instanceId } = await newInstance();
    const { status, headers } = await patch(`/instances/${instanceId}`, change);
    expect(status).toBe(expected);
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  it('cannot leave its private network with a plain address', async () => {
    const filesUrl = 'http://10.1.2.3/wopi/files/';
    const { json } = await admin.post(path('/instances'), { filesUrl, privateNetwork: true });
    expect((await patch(`/instances/${json.instanceId}`, { privateNetwork: false })).status).toBe(400);
  });

  it('of another tenant does not exist', async () => {
    const { instanceId } = await newInstance();
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const target = `/admin/v1/tenants/default/instances/${instanceId}`;
      const { status } = await admin.call(method, target, method === 'PATCH' ? {} : undefined);
      expect([method, status]).toEqual([method, 404]);
    }
  });
});

describe('onboarding', () => {
  it('prints settings with a placeholder, and once with a key that is made for it', async () => {
    const { instanceId } = await newInstance();
    await patch(`/instances/${instanceId}`, { product: 'ocis' });
    const target = path(`/instances/${instanceId}/onboarding`);
    const plain = await admin.get(target);
    expect(plain.json.product).toBe('ocis');
    expect(plain.text).toContain('COLLABORATION_WOPI_PROXY_SECRET=<the key');
    const { json, headers } = await admin.post(target, {});
    const secret = /SECRET=(\S+)/.exec(json.files[0].text)![1]!;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await admin.get(path('/keys'))).json.keys).toMatchObject([
      { keyId: json.keyId, state: 'active' },
    ]);
    expect((await admin.get(target)).text).not.toContain(secret);
  });

  it('looks at an instance, keeps the report, and finds nothing of another tenant', async () => {
    const { instanceId } = await newInstance();
    const reports = path(`/instances/${instanceId}/reports`);
    const made = await admin.post(reports, {});
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ passed: false, before: null });
    expect((await admin.get(reports)).json.reports).toMatchObject([{ reportId: made.json.reportId }]);
    expect((await admin.get(`tenants/default/instances/${instanceId}/reports`)).status).toBe(404);
  });
});

describe('keys', () => {
  const keys = async () => (await admin.get(path('/keys'))).json.keys as { keyId: string; state: string }[];

  it('rotate: the new one is active, the ones before retire, and a warning says what happens', async () => {
    const first = (await admin.post(path('/keys'), {})).json;
    const other = (await admin.post(path('/keys'), { purpose: 'redirect' })).json;
    const rotated = await admin.post(path('/keys/rotate'), {});
    expect(rotated.status).toBe(201);
    expect(rotated.json.retiring).toEqual([first.keyId]);
    expect(rotated.json.warning).toMatch(/another document/);
    expect(Object.fromEntries((await keys()).map((key) => [key.keyId, key.state]))).toEqual({
      [first.keyId]: 'retiring',
      [other.keyId]: 'active',
      [rotated.json.keyId]: 'active',
    });
    const secrets = [first.secret, rotated.json.secret];
    expect(secrets.some((secret) => JSON.stringify([rotated.json.retiring]).includes(secret))).toBe(false);
    const text = JSON.stringify([await audited(), (await admin.get(path())).text]);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('rotated by many at once leave one active key', async () => {
    await admin.post(path('/keys'), {});
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin.post(path('/keys/rotate'), {})));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const all = await keys();
    expect(all.filter(({ state }) => state === 'active')).toHaveLength(1);
    expect(all).toHaveLength(7);
  });

  it('are revoked once and for all, by many at once too', async () => {
    const { keyId } = (await admin.post(path('/keys'), {})).json;
    const [one, two] = await Promise.all([remove(`/keys/${keyId}`), remove(`/keys/${keyId}`)]);
    expect(one.json).toEqual(two.json);
    expect(one.json.state).toBe('revoked');
    for (const state of ['active', 'retiring'])
      expect((await patch(`/keys/${keyId}`, { state })).status).toBe(404);
    const late = Date.parse(one.json.savesUntil);
    const now = Date.parse((await remove(`/keys/${keyId}?now=true`)).json.savesUntil);
    expect(now).toBeLessThan(late);
    expect(Date.parse((await remove(`/keys/${keyId}`)).json.savesUntil)).toBe(now);
  });

  it('are ten at most', async () => {
    for (let i = 0; i < 10; i++) expect((await admin.post(path('/keys'), {})).status).toBe(201);
    expect((await admin.post(path('/keys'), {})).status).toBe(409);
  });
});

describe('entitlement statements', () => {
  const upload = (target: string, body: Buffer, type: string) =>
    fetch(new URL(`/admin/v1/${path(target)}`, admin.server.url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': type },
      body: body as Buffer<ArrayBuffer>,
    });

  it('are kept byte for byte, and shown by no browser', async () => {
    const body = Buffer.from('%PDF-1.7 We hold Microsoft 365 Business.');
    const answer = await upload('/entitlements?validUntil=2020-01-31', body, 'application/pdf');
    expect(answer.status).toBe(201);
    const { statementId } = (await answer.json()) as { statementId: string };
    const { json } = await admin.get(path('/entitlements'));
    expect(json.entitlements).toMatchObject([
      {
        statementId,
        mediaType: 'application/pdf',
        bytes: body.length,
        validUntil: '2020-01-31',
        current: false,
      },
    ]);
    const kept = await admin.get(path(`/entitlements/${statementId}`));
    expect(kept.text).toBe(body.toString());
    expect(kept.headers.get('content-disposition')).toBe('attachment');
    expect(kept.headers.get('content-type')).toBe('application/pdf');
    expect((await admin.get(`tenants/default/entitlements/${statementId}`)).status).toBe(404);
    expect((await admin.get(path())).json.warnings.join()).toMatch(/has passed its last day/);
  });

  it.each<[string, Buffer, string, number]>([
    ['', Buffer.from('<script>'), 'text/html', 400],
    ['', Buffer.alloc(0), 'application/pdf', 400],
    ['', Buffer.alloc(5 * 1024 * 1024 + 1), 'application/pdf', 413],
    ['?validUntil=soon', Buffer.from('x'), 'application/pdf', 400],
  ])('%s: what is none is refused', async (query, body, type, expected) => {
    expect((await upload(`/entitlements${query}`, body, type)).status).toBe(expected);
  });
});
