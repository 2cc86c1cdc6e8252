import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Admin } from './fixture.js';

/** Two replicas. */
let admin: Admin;
let other: Admin;

beforeAll(async () => {
  admin = await Admin.start();
  other = await Admin.start({ DATABASE_URL: admin.database.url });
  await put('first.docx');
});
afterAll(async () => {
  await other.stop();
  await admin.stop();
});

const put = async (name: string) =>
  (await admin.post(`files?name=${name}&owner=anna`, Buffer.from('words'))).json.id as string;
const items = async (id: string) =>
  (await admin.get(`jobs/${id}/items?limit=200`)).json.items as { outcome?: string; detail?: string }[];
/** Live sessions, as many as are wanted. */
const openSessions = async (count: number) =>
  (
    await admin.query<{ id: string }>(
      `insert into sessions (tenant_id, session_id, user_id, file_id, client, action, route, expires_at)
       select $1, gen_random_uuid(), f.owner_id, f.file_id, 'office', 'edit', 'direct', now() + interval '1 hour'
       from files f, generate_series(1, $2::integer) where f.name = 'first.docx' returning session_id as id`,
      [DEFAULT_TENANT_ID, count],
    )
  ).map(({ id }) => id);
const stateOf = async (id: string) => (await other.get(`jobs/${id}`)).json.state as string;

describe('a bulk operation', () => {
  it('of few is over when it is answered, with an outcome for each', async () => {
    const [one, two] = [await put('one.docx'), await put('two.docx')];
    const { status, json, headers } = await admin.post('bulk/files', {
      action: 'delete',
      ids: [one, randomUUID(), two],
    });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/admin/v1/jobs/${json.id}`);
    expect(json).toMatchObject({ state: 'done', total: 3, done: 2, refused: 1, failed: 0 });
    expect((await items(json.id as string)).map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['done', undefined],
      ['refused', 'There is no such file.'],
      ['done', undefined],
    ]);
    expect((await admin.get(`files/${one}`)).status).toBe(404);
    const back = await admin.post('bulk/files', { action: 'restore', ids: [one, two, two] });
    expect(back.json).toMatchObject({ done: 2, refused: 1 });
    expect((await admin.get(`files/${one}`)).status).toBe(200);
  });

  it('pins versions, and disables people for whom it books each', async () => {
    const file = await put('pinned.docx');
    const pin = {
      action: 'pin',
      versions: [
        { file, version: '1' },
        { file, version: '9' },
      ],
    };
    expect((await admin.post('bulk/versions', pin)).json).toMatchObject({ done: 1, refused: 1 });
    expect((await admin.get(`files/${file}/versions/1`)).json.pinned).toBe(true);
    const { json: carl } = await admin.post('users', { login: 'carl' });
    const job = await admin.post('bulk/users', { action: 'deactivate', ids: [carl.id] });
    expect(job.json).toMatchObject({ kind: 'users.deactivate', done: 1 });
    expect((await admin.get(`users/${carl.id}`)).json.disabled).toBe(true);
    const booked = await admin.query(
      `select principal_id from audit_log where operation = 'ChangeUser' and user_id = $1`,
      [carl.id],
    );
    expect(booked).toEqual([{ principal_id: 'installation' }]);
  });

  it('deletes versions for good, but none that a purge would keep', async () => {
    const file = await put('history.docx');
    for (let n = 1; n <= 3; n++) await admin.post(`files/${file}/versions/1/restore`, {});
    await admin.call('PATCH', `/admin/v1/files/${file}/versions/2`, { pinned: true });
    const { json: hold } = await admin.post('retention/holds', { file, version: '3', reason: 'a dispute' });
    const remove = (...named: string[]) =>
      admin.post('bulk/versions', {
        action: 'delete',
        versions: named.map((version) => ({ file, version })),
      });
    const { json } = await remove('1', '2', '3', '4', '9');
    expect(json).toMatchObject({ kind: 'versions.delete', done: 1, refused: 4 });
    const kept = 'This is the current version, has a name or a pin, or a legal hold keeps it.';
    expect((await items(json.id as string)).map(({ detail }) => detail)).toEqual([
      undefined,
      kept,
      kept,
      kept,
      'There is no such version.',
    ]);
    await admin.call('DELETE', `/admin/v1/retention/holds/${hold.holdId}`);
    // Many who remove the same: for one of them it was there.
    const single = () => admin.call('DELETE', `/admin/v1/files/${file}/versions/3`);
    const statuses = (await Promise.all(Array.from({ length: 8 }, single))).map(({ status }) => status);
    expect(statuses.sort((a, b) => a - b)).toEqual([204, ...Array<number>(7).fill(404)]);
    expect((await admin.get(`files/${file}/versions/4/content`)).text).toBe('words');
    const booked = await admin.query(
      `select detail from audit_log where operation = 'RemoveVersion' and file_id = $1 order by seq`,
      [file],
    );
    expect(booked).toEqual(['1', '3'].map((version) => ({ detail: { version, size: 5 } })));
    const { json: made } = await admin.post('api-keys', { name: 'x', role: 'application' });
    const wish = { action: 'delete', versions: [{ file, version: '2' }] };
    expect((await admin.call('POST', '/admin/v1/bulk/versions', wish, made.key as string)).status).toBe(403);
  });

  it('deletes no version of a deleted file that keeps it from coming back', async () => {
    const file = await put('binned.docx');
    await admin.post(`files/${file}/versions/1/restore`, {});
    await admin.call('DELETE', `/admin/v1/files/${file}`);
    const remove = (version: string) =>
      admin.call('DELETE', `/admin/v1/files/${file}/versions/${version}`).then(({ status }) => status);
    expect([await remove('2'), await remove('1')]).toEqual([409, 204]);
    expect((await admin.post(`deleted-files/${file}/restore`, {})).status).toBe(200);
    expect((await admin.get(`files/${file}/versions/2/content`)).text).toBe('words');
  });

  it('of many goes on by itself, and does each once, whoever is at it', async () => {
    const ids = await openSessions(300);
    const { json } = await admin.post('bulk/sessions', { action: 'revoke', file: await fileOf(ids[0]!) });
    expect(json.total).toBeGreaterThanOrEqual(300);
    // Both replicas are at it, as if one had been taken for dead.
    await admin.query(
      `insert into pgboss.job (name, data) select 'jobs', jsonb_build_object('tenantId', $1::text, 'jobId', $2::text) from generate_series(1, 4)`,
      [DEFAULT_TENANT_ID, json.id],
    );
    await expect.poll(() => stateOf(json.id as string), { timeout: 25_000 }).toBe('done');
    expect((await admin.get(`jobs/${json.id}`)).json).toMatchObject({ done: json.total, refused: 0 });
    const booked = await admin.query<{ n: number }>(
      `select count(*)::int as n from audit_log where operation = 'RevokeSessions' and session_id = any($1)`,
      [ids],
    );
    expect(booked[0]!.n).toBe(300);
  });

  it('ends all sessions there are', async () => {
    await openSessions(3);
    const { json } = await admin.post('bulk/sessions', { action: 'revoke', all: true });
    expect(json).toMatchObject({ total: 3, done: 3 });
    await openSessions(2);
    expect((await admin.post('sessions/revoke', { all: true })).json).toEqual({ revoked: 2 });
    expect((await admin.get('sessions')).json.sessions).toEqual([]);
    for (const wish of [{}, { all: false }, { all: true, user: 'anna' }])
      expect((await admin.post('sessions/revoke', wish)).status).toBe(400);
  });

  it('is found among the jobs', async () => {
    const { json } = await admin.get('jobs?kind=files.delete&state=done&fields=kind,total&limit=1');
    expect(json.jobs).toEqual([{ id: json.jobs[0].id, kind: 'files.delete', total: 3 }]);
    expect((await admin.get(`jobs/${randomUUID()}/items`)).status).toBe(404);
  });
});

const fileOf = async (session: string) =>
  (
    await admin.query<{ id: string }>(`select file_id as id from sessions where session_id = $1`, [session])
  )[0]!.id;

describe('a job', () => {
  it('is cancelled, and what it has not done by then stays undone', async () => {
    const ids = await openSessions(60);
    // Nobody comes past the twentieth.
    await admin.query(`create function wait_here() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock(77); return new; end'`);
    await admin.query(
      `create trigger wait_here before update on sessions for each row when (old.session_id = '${ids[19]!}') execute function wait_here()`,
    );
    const blocker = await admin.hold('select pg_advisory_lock(77)');
    const { json } = await admin.post('bulk/sessions', { action: 'revoke', ids });
    await expect
      .poll(async () => (await admin.get(`jobs/${json.id}`)).json.done as number, { timeout: 25_000 })
      .toBe(19);
    const cancelled = await admin.post(`jobs/${json.id}/cancel`, {});
    expect([cancelled.status, cancelled.json.state]).toEqual([200, 'cancelled']);
    await blocker.release();
    expect((await admin.post(`jobs/${json.id}/cancel`, {})).status).toBe(409);
    await expect
      .poll(async () => (await admin.get(`jobs/${json.id}`)).json.done as number, { timeout: 25_000 })
      .toBe(20);
    const { json: live } = await admin.get('sessions?limit=200');
    expect(live.sessions).toHaveLength(40);
    await admin.query('drop trigger wait_here on sessions');
  });

  it('is forgotten a month after it ended', async () => {
    await admin.query(
      `update jobs set finished_at = now() - interval '31 days' where finished_at is not null`,
    );
    const { json } = await admin.post('bulk/files', { action: 'delete', ids: [randomUUID()] });
    const { jobs } = (await admin.get('jobs?state=done')).json;
    expect(jobs.map(({ id }: { id: string }) => id)).toEqual([json.id]);
    const left = await admin.query<{ n: number }>('select count(distinct job_id)::int as n from job_items');
    expect(left[0]!.n).toBe(1);
  });
});
