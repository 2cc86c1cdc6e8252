import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admin } from './fixture.js';

let admin: Admin;
const TENANT = '00000000-0000-0000-0000-000000000001';

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());

const insert = (operation: string, more: Record<string, unknown> = {}) => {
  const row = { tenant_id: TENANT, process: 'host', operation, status: 200, ...more };
  const names = Object.keys(row);
  return admin.query<{ id: string }>(
    `insert into audit_log (${names.join()}) values (${names.map((_, n) => `$${n + 1}`).join()}) returning audit_id as id`,
    Object.values(row),
  );
};
const operations = (json: { rows: { operation: string }[] }) => json.rows.map(({ operation }) => operation);

/** The keeper seals every second; other databases of the server may make it wait. */
async function allSealed(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const [row] = await admin.query<{ n: number }>(
      `select count(*)::int as n from audit_log a, audit_position p where (a.xid, a.seq) > (p.xid, p.seq)`,
    );
    if (row!.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe('the log', () => {
  it('is read in pages that nothing shifts', async () => {
    const file = randomUUID();
    for (const name of ['A', 'B', 'C', 'D', 'E']) await insert(name, { file_id: file });
    const first = await admin.get(`audit?file=${file}&limit=2`);
    expect(operations(first.json)).toEqual(['E', 'D']);
    await insert('F', { file_id: file });
    const second = await admin.get(`audit?file=${file}&limit=2&cursor=${first.json.next}`);
    expect(operations(second.json)).toEqual(['C', 'B']);
    const third = await admin.get(`audit?file=${file}&limit=2&cursor=${second.json.next}`);
    expect(operations(third.json)).toEqual(['A']);
    expect(third.json).not.toHaveProperty('next');
  });

  it('is filtered', async () => {
    const user = randomUUID();
    await insert('Lock', { user_id: user, status: 409, lock_before: 'L' });
    await insert('GetFile', { user_id: user, client: 'office' });
    const by = async (query: string) => operations((await admin.get(`audit?user=${user}&${query}`)).json);
    expect(await by('status=409')).toEqual(['Lock']);
    expect(await by('operation=GetFile')).toEqual(['GetFile']);
    expect(await by('client=office')).toEqual(['GetFile']);
    await insert('PutFile', { user_id: user, status: 409, detail: { recovered: 'conflict' } });
    expect(await by('recovered=true')).toEqual(['PutFile']);
    expect(await by('recovered=false&status=409')).toEqual(['Lock']);
    expect(await by('until=2001-01-01')).toEqual([]);
    expect(await by('since=2001-01-01T00:00:00%2B02:00')).toHaveLength(3);
  });

  it('tells its own tenant of a call by its correlation id, in pages and as an export', async () => {
    const correlation_id = randomUUID();
    await insert('Foreign', { correlation_id, tenant_id: randomUUID() });
    for (const name of ['A', 'B', 'C']) await insert(name, { correlation_id });
    const first = await admin.get(`audit?correlation=${correlation_id}&limit=2`);
    const second = await admin.get(`audit?correlation=${correlation_id}&limit=2&cursor=${first.json.next}`);
    expect([operations(first.json), operations(second.json)]).toEqual([['C', 'B'], ['A']]);
    await allSealed();
    const { text } = await admin.get(`audit/export?correlation=${correlation_id}`);
    const told = text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { operation: string }).operation); // prettier-ignore
    expect(told).toEqual(['A', 'B', 'C']);
  });

  it.each(['cursor=x', 'limit=0', 'limit=1000', 'status=x', 'since=yesterday', 'unknown=1', 'session=1'])(
    'refuses %s',
    async (query) => {
      expect((await admin.get(`audit?${query}`)).status).toBe(400);
    },
  );

  it.each([
    ['cursor', Buffer.from(`2026-99-99 00:00:00+00 ${randomUUID()}`).toString('base64url')],
    ['cursor', Buffer.from(`2026-01-01 00:00:00+00 ${'-'.repeat(36)}`).toString('base64url')],
    ['cursor', Buffer.from(`written ${'9'.repeat(20)} 1`).toString('base64url')],
    ['file', '%00'],
    ['since', '0000-01-01'],
  ])('refuses a %s of %s before it exports anything', async (name, value) => {
    expect((await admin.get(`audit/export?${name}=${value}`)).status).toBe(400);
    expect((await admin.get(`audit?${name}=${value}`)).status).toBe(400);
  });

  it.each(['ndjson', 'csv', 'syslog', 'cef'])(
    'leaves as %s, and goes on where a reading broke off',
    async (form) => {
      const file = randomUUID();
      for (let n = 0; n < 5; n++) await insert(`Op${n}`, { file_id: file });
      await allSealed();
      const whole = await admin.get(`audit/export?file=${file}&form=${form}`);
      const lines = whole.text.trimEnd().split('\n');
      expect(lines).toHaveLength(form === 'csv' ? 6 : 5);
      const { text } = await admin.get(`audit/export?file=${file}&operation=Op2`);
      const { cursor } = JSON.parse(text) as { cursor: string };
      const rest = await admin.get(`audit/export?file=${file}&form=${form}&cursor=${cursor}`);
      expect(rest.text.trimEnd().split('\n')).toEqual(lines.slice(-2));
    },
  );

  it.each([
    ['AddUser', 'users', { login: 'made' }, 'user_id'],
    ['AddGroup', 'groups', { name: 'made' }, `detail ->> 'group'`],
    ['AddApiKey', 'api-keys', { name: 'made', role: 'viewer' }, `detail ->> 'key'`],
    ['AddWebhook', 'webhooks', { url: 'https://made.example/', events: ['saved'] }, `detail ->> 'webhook'`],
    ['StartJob', 'bulk/users', { action: 'activate', ids: [randomUUID()] }, `detail ->> 'job'`],
  ])('has a row %s that names what was made, by its id alone', async (operation, path, wish, id) => {
    const { json } = await admin.post(path, wish);
    const rows = await admin.query(
      `select ${id} as id, a::text like '%made%' as named from audit_log a where operation = $1 order by seq desc limit 1`,
      [operation],
    );
    expect(rows).toEqual([{ id: json.id, named: false }]);
  });

  it('verifies, and says where it does not', async () => {
    await insert('Sealed');
    await allSealed();
    const well = await admin.post('audit/verify');
    expect(well.json).toMatchObject({ ok: true });
    expect(well.json.rows).toBeGreaterThan(0);
    await insert('Forged', { xid: '1', seq: 1 });
    expect((await admin.post('audit/verify')).json).toMatchObject({
      ok: false,
      firstBreak: { kind: 'stranger' },
    });
  });

  it('verifies in the background, for those whose log it is', async () => {
    const { tenantId } = (await admin.post('tenants', { name: 'east', plan: 'business' })).json;
    await admin.post('tenants', { name: 'west', plan: 'business' });
    const keyFor = async (tenant: string) =>
      (await admin.post('api-keys', { name: tenant, role: 'auditor', tenant })).json.key as string;
    const [own, other] = [await keyFor('east'), await keyFor('west')];
    const verify = async () => {
      await allSealed();
      const started = await admin.call('POST', '/admin/v1/audit/verifications', undefined, own);
      expect(started.status).toBe(202);
      const show = (key: string) => admin.call('GET', started.headers.get('location')!, undefined, key);
      await expect.poll(async () => (await show(own)).json.state).toBe('done');
      expect((await show(other)).status).toBe(404);
      return (await show(own)).json;
    };
    await insert('Sealed', { tenant_id: tenantId });
    expect(await verify()).toMatchObject({ ok: true, total: 2, done: 2, refused: 0 });
    const [forged] = await insert('Forged', { tenant_id: tenantId, xid: '1', seq: 1 });
    expect(await verify()).toMatchObject({ ok: false, firstBreak: `stranger, row ${forged!.id}` });
  });

  it('answers questions', async () => {
    const at = new Date().toISOString();
    for (const [question, member] of [
      [`open-at?file=f&at=${at}`, 'sessions'],
      ['failed-proofs', 'reasons'],
      ['opens-per-day', 'days'],
      ['slowest', 'operations'],
      ['seats', 'seats'],
    ]) {
      const { status, json } = await admin.get(`audit/questions/${question}`);
      expect([question, status]).toEqual([question, 200]);
      expect(json).toHaveProperty(member!);
    }
  });

  it('gives signed ends in pages, the newest first, and their keys with each', async () => {
    expect((await admin.post('tenants', { name: 'signed', plan: 'business' })).status).toBe(201);
    await admin.query(
      `insert into audit_checkpoints (tenant_id, day, block_no, signed)
       select tenant_id, date '2001-01-01' + n, n, 'signed ' || n from tenants, generate_series(1, 5) n where name = 'signed'`,
    );
    const days = async (query: string) =>
      (await admin.readAll(`audit/checkpoints?tenant=signed&limit=2&${query}`, 'checkpoints'))
        .map(({ day }) => day as string)
        .filter((day) => day.startsWith('2001'));
    const told = ['2001-01-06', '2001-01-05', '2001-01-04', '2001-01-03', '2001-01-02'];
    expect(await days('')).toEqual(told);
    expect(await days('sort=day')).toEqual(told.toReversed());
    const { json } = await admin.get('audit/checkpoints?tenant=signed&limit=1&sort=day');
    expect(json.checkpoints).toMatchObject([{ day: '2001-01-02', blockNo: '1', signed: 'signed 1' }]);
    expect(Array.isArray(json.keys)).toBe(true);
  });
});
