import { afterAll, beforeAll, expect, it } from 'vitest';
import { Admin, KEY } from './fixture.js';

interface Setting {
  readonly name: string;
  readonly secret: boolean;
  readonly values: readonly { origin: string; value?: string; processes: string[] }[];
}

let admin: Admin;
/** A replica that was started with another environment. */
let other: Admin;

beforeAll(async () => {
  admin = await Admin.start({ MAX_FILE_MIB: '64', AUDIT_MONTHS: '12' });
  other = await Admin.start({ DATABASE_URL: admin.database.url, AUDIT_MONTHS: '12' });
});
afterAll(async () => {
  await other.stop();
  await admin.stop();
});

it('are told of every process, and where processes differ', async () => {
  const { json, status } = await other.get('settings');
  expect(status).toBe(200);
  const processes = json.processes as { id: string; process: string; startedAt: string }[];
  expect(processes.map(({ process }) => process)).toEqual(['admin', 'admin']);
  const ids = new Set(processes.map(({ id }) => id));
  expect(ids.size).toBe(2);
  const named = new Map((json.settings as Setting[]).map((setting) => [setting.name, setting]));
  const { values: months } = named.get('AUDIT_MONTHS')!;
  expect(months).toEqual([{ origin: 'set', value: '12', processes: expect.any(Array) }]);
  expect(new Set(months[0]!.processes)).toEqual(ids);
  const sizes = named
    .get('MAX_FILE_MIB')!
    .values.map(({ origin, value, processes: of }) => [origin, value, of.length]);
  expect(new Set(sizes)).toEqual(
    new Set([
      ['set', '64', 1],
      ['default', '2048', 1],
    ]),
  );
});

it('hold what can be changed, as its own resource has it', async () => {
  await admin.call('PATCH', '/admin/v1/storage', { quotaBytes: 1_000_000 });
  await admin.call('PUT', '/admin/v1/secure-view', { enabled: true, watermark: 'for {name}' });
  const { json } = await admin.get('settings');
  expect(json.changeable).toEqual({
    storage: { quotaBytes: 1_000_000 },
    retention: (await admin.get('retention')).json,
    'secure-view': { enabled: true, watermark: 'for {name}' },
  });
});

it('hold no secret, and are not for a key of one tenant', async () => {
  const { text, json } = await admin.get('settings');
  for (const secret of [KEY, 'k'.repeat(32), admin.database.url]) expect(text).not.toContain(secret);
  const key = (json.settings as Setting[]).find(({ name }) => name === 'ADMIN_API_KEY');
  expect(key).toMatchObject({ secret: true, values: [{ origin: 'set' }] });
  await admin.post('tenants', { name: 'north', plan: 'business' });
  const made = await admin.post('api-keys', { name: 'n', role: 'tenant-admin', tenant: 'north' });
  expect((await admin.call('GET', '/admin/v1/settings', undefined, made.json.key as string)).status).toBe(
    403,
  );
});

it('are those of processes that run', async () => {
  const third = await Admin.start({ DATABASE_URL: admin.database.url });
  const count = async () => (await admin.get('settings')).json.processes.length as number;
  expect(await count()).toBe(3);
  await third.stop();
  expect(await count()).toBe(2);
});
