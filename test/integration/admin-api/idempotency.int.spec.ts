import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admin, KEY } from './fixture.js';

/** Two replicas on one database. */
let admin: Admin;
let other: Admin;

beforeAll(async () => {
  admin = await Admin.start();
  other = await Admin.start({ DATABASE_URL: admin.database.url });
});
afterAll(async () => {
  await other.stop();
  await admin.stop();
});

const post = (target: string, body: Buffer | object, key: string, { by = admin, as = KEY } = {}) =>
  by.call('POST', `/admin/v1/${target}`, body, as, { 'Idempotency-Key': key });
const count = async (name: string) => {
  const [row] = await admin.query<{ n: number }>(`select count(*)::int as n from api_keys where name = $1`, [
    name,
  ]);
  return row!.n;
};

describe('a request with an Idempotency-Key', () => {
  it('is carried out once, and answered alike when it is sent again, at any replica', async () => {
    const key = randomUUID();
    const wish = { name: 'once', role: 'viewer' };
    const first = await post('api-keys', wish, key);
    const again = await post('api-keys', wish, key, { by: other });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await count('once')).toBe(1);
  });

  it('is told again where its job is', async () => {
    const key = randomUUID();
    const send = (by: Admin) => post('bulk/users', { action: 'activate', ids: [key] }, key, { by });
    const [first, again] = [await send(admin), await send(other)];
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(`/admin/v1/jobs/${first.json.id}`);
  });

  it('is carried out for one of many who send it at once', async () => {
    const key = randomUUID();
    const wish = { name: 'raced', role: 'viewer' };
    const senders = Array.from({ length: 24 }, (_, n) => (n % 2 ? admin : other));
    const answers = await Promise.all(senders.map((by) => post('api-keys', wish, key, { by })));
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const { status, headers } of answers.filter((answer) => !made.includes(answer)))
      expect([status, headers.get('retry-after')]).toEqual([409, '1']);
    expect(await count('raced')).toBe(1);
  });

  it('is refused with 422 when it asks for something else', async () => {
    const key = randomUUID();
    await post('api-keys', { name: 'this', role: 'viewer' }, key);
    expect((await post('api-keys', { name: 'that', role: 'viewer' }, key)).status).toBe(422);
    expect((await post('users', { login: 'that' }, key)).status).toBe(422);
    expect((await post('files?name=a.txt&owner=anna', Buffer.from('a'), key)).status).toBe(422);
  });

  it("has nothing to do with another caller's", async () => {
    const key = randomUUID();
    const as = (await admin.post('api-keys', { name: 'a caller', role: 'owner' })).json.key as string;
    await post('api-keys', { name: 'shared', role: 'viewer' }, key);
    expect((await post('api-keys', { name: 'shared', role: 'viewer' }, key, { as })).status).toBe(201);
    expect(await count('shared')).toBe(2);
  });

  it('is not remembered when it was refused', async () => {
    const key = randomUUID();
    expect((await post('users', { login: 'a b' }, key)).status).toBe(400);
    expect((await post('users', { login: 'ab' }, key)).status).toBe(201);
  });

  it('goes for uploads, too', async () => {
    const key = randomUUID();
    const put = () => post('files?name=up.txt&owner=anna', Buffer.from('up'), key);
    const [first, again] = [await put(), await put()];
    expect(again.text).toBe(first.text);
    expect((await admin.get('files?name=up')).json.files).toHaveLength(1);
  });

  it('is forgotten after a day, and its answer cannot be read in the database', async () => {
    const key = randomUUID();
    const wish = { name: 'sealed', role: 'viewer' };
    const { json } = await post('api-keys', wish, key);
    const [row] = await admin.query<{ sealed: Buffer }>(
      `select sealed_answer as sealed from idempotent_requests where key = $1`,
      [key],
    );
    expect(row!.sealed.toString('latin1')).not.toContain((json as { key: string }).key);
    await admin.query(`update idempotent_requests set expires_at = now()`);
    expect((await post('api-keys', wish, key)).json.id).not.toBe(json.id);
    const left = await admin.query<{ key: string }>(`select key from idempotent_requests`);
    expect(left).toEqual([{ key }]);
  });

  it('is not carried out a second time when nobody knows what became of the first', async () => {
    const key = randomUUID();
    const wish = { name: 'died', role: 'viewer' };
    await post('api-keys', wish, key);
    await admin.query(`update idempotent_requests set sealed_answer = null where key = $1`, [key]);
    expect((await post('api-keys', wish, key)).status).toBe(409);
    expect(await count('died')).toBe(1);
  });

  it('is refused when nothing can write down what it asks for', async () => {
    const deep = '['.repeat(30_000) + ']'.repeat(30_000);
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    expect((await admin.call('POST', '/admin/v1/users', deep, KEY, headers)).status).toBe(400);
  });

  it.each(['', ' ', 'ä', 'x'.repeat(201)])('is refused with the key %j', async (key) => {
    const status = (await post('users', { login: 'nobody' }, key)).status;
    expect(status).toBe(400);
  });
});
