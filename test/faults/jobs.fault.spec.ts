import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { startGateway } from '../support/start-gateway.js';
import { killed } from './stopped-requests.js';

const ITEMS = 60;
const STOP = 20;

let gateway: Gateway;
let blocker: pg.Client;

beforeAll(async () => {
  gateway = await startGateway();
  blocker = new pg.Client(gateway.database.url);
  await blocker.connect();
});
afterAll(async () => {
  await blocker.end();
  await gateway.stop();
});

const doneOf = async (id: string) =>
  (
    await gateway.query<{ n: number }>(
      `select count(*)::int as n from job_items where job_id = $1 and outcome = 'done'`,
      [id],
    )
  )[0]!.n;

it('a job whose process is killed in the middle of an item is carried on by another, and each item happens once', async () => {
  const file = await gateway.putFile('a.wopitest', Buffer.from('a'));
  const ids = (
    await gateway.query<{ id: string }>(
      `insert into sessions (tenant_id, session_id, user_id, file_id, client, action, route, expires_at)
       select tenant_id, gen_random_uuid(), owner_id, file_id, 'office', 'edit', 'direct', now() + interval '1 hour'
       from files, generate_series(1, $2::integer) where file_id = $1 returning session_id as id`,
      [file, ITEMS],
    )
  ).map(({ id }) => id);
  await gateway.query(`create function wait_here() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock(77); return new; end'`);
  await gateway.query(
    `create trigger wait_here before update on sessions for each row
     when (old.session_id = '${ids[STOP - 1]!}') execute function wait_here()`,
  );
  await blocker.query('select pg_advisory_lock(77)');

  const { id } = await gateway.admin<{ id: string }>('POST', '/bulk/sessions', { action: 'revoke', ids });
  await expect.poll(() => doneOf(id), { timeout: 60_000 }).toBe(STOP - 1);
  await killed(gateway.adminProcess!);
  await blocker.query('select pg_advisory_unlock(77)');
  // The minute after which it is taken for dead goes by.
  await gateway.query(
    `update pgboss.job set started_on = started_on - interval '2 minutes' where state = 'active'`,
  );
  gateway.adminProcess = await gateway.spawn('admin');

  await expect.poll(() => doneOf(id), { timeout: 60_000 }).toBe(ITEMS);
  await expect
    .poll(async () => (await gateway.admin<{ state: string }>('GET', `/jobs/${id}`)).state, {
      timeout: 60_000,
    })
    .toBe('done');
  const booked = await gateway.query<{ n: number }>(
    `select count(*)::int as n from audit_log where operation = 'RevokeSessions' group by session_id`,
  );
  expect(booked).toEqual(Array(ITEMS).fill({ n: 1 }));
});
