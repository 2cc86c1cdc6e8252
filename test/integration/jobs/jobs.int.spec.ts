import 'reflect-metadata';
import { Test, type TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { DatabaseModule, Db } from '#database';
import { Jobs, JobsModule } from '#jobs';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

const REPLICAS = 5;
const ITEMS = 60;

let clone: DatabaseClone;
let replicas: TestingModule[];
let db: Db;

const open = () =>
  Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 3 }),
      JobsModule.forRoot({ databaseUrl: clone.url, tenantId }),
    ],
  })
    .compile()
    .then((module) => module.init());

/** Says who did which item, once the gate is open. */
const DO = `
  insert into done_of_test (number, replica) select $1, $2 from pg_advisory_xact_lock_shared(77) returning number`;
const AT_THE_GATE = `
  select count(*)::int as n from pg_locks
  where locktype = 'advisory' and objid = 77 and not granted and database = (select oid from pg_database where datname = current_database())`;
/** As if a job had been taken for dead again and again. */
const HAND_OUT = `
  insert into pgboss.job (name, data) select 'jobs', jsonb_build_object('tenantId', $1::text, 'jobId', $2::text)
  from generate_series(1, $3::integer) returning id`;
/** A change needs a companion; this one writes nothing. */
const nothing = { text: () => 'select', values: [], name: 'nothing' };

beforeAll(async () => {
  clone = await cloneDatabase();
  replicas = await Promise.all(Array.from({ length: REPLICAS }, open));
  db = replicas[0]!.get(Db);
  await db.query('create table done_of_test (number integer not null, replica integer not null)');
  for (const [replica, module] of replicas.entries())
    module.get(Jobs).handle<{ number: number }>('test', async ({ number }) => {
      await module.get(Db).query(DO, [number, replica]);
    });
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await clone.drop();
});

it('each item of a job is done by one of many who are at it', async () => {
  const jobs = replicas[0]!.get(Jobs);
  const gate = new pg.Client(clone.url);
  await gate.connect();
  await gate.query('select pg_advisory_lock(77)');
  const subjects = Array.from({ length: ITEMS }, (_, number) => ({ number }));
  const { id } = await jobs.start('test', subjects, 'somebody', nothing);
  await db.query(HAND_OUT, [tenantId, id, REPLICAS * 2]);
  const waiting = async () => (await db.query<{ n: number }>(AT_THE_GATE))[0]!.n;
  await expect.poll(waiting, { timeout: 60_000 }).toBe(REPLICAS);
  await gate.end();
  await expect.poll(async () => (await jobs.find(id))?.state, { timeout: 60_000 }).toBe('done');
  expect(await jobs.find(id)).toMatchObject({ total: ITEMS, done: ITEMS, refused: 0, failed: 0 });
  const done = await db.query<{ number: number; replica: number }>(
    'select number, replica from done_of_test',
  );
  expect(done.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    subjects.map(({ number }) => number),
  );
  expect(new Set(done.map(({ replica }) => replica)).size).toBe(REPLICAS);
}, 120_000);
