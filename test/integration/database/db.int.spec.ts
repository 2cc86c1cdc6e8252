import 'reflect-metadata';
import pg from 'pg';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Db, isContended, isUnavailable } from '#database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { adminQuery } from '../../support/postgres.js';

let clone: DatabaseClone;
let module: TestingModule;
let db: Db;

const ADD = 'insert into attempts_of_test (name) values ($1) returning name';
const add = (name: string) => db.query(ADD, [name]);
const names = async () =>
  (await db.query<{ name: string }>('select name from attempts_of_test order by 1')).map((row) => row.name);

beforeAll(async () => {
  clone = await cloneDatabase();
  const name = new URL(clone.url).pathname.slice(1);
  await adminQuery(clone.url, `alter database ${name} set datestyle = 'German, DMY'`);
  const database = DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 4 });
  module = await Test.createTestingModule({ imports: [database] }).compile();
  await module.init();
  db = module.get(Db);
  await db.query('create table attempts_of_test (name text primary key)');
});
beforeEach(() => db.query('delete from attempts_of_test'));
afterAll(async () => {
  await module.close();
  await clone.drop();
});

describe('Db.transaction', () => {
  it('rolls back every statement, however deep the call', async () => {
    const work = db.transaction(async () => {
      await add('outer');
      await db.transaction(() => add('inner'));
      throw new Error('boom');
    });
    await expect(work).rejects.toThrow('boom');
    expect(await names()).toEqual([]);
  });

  it('refuses a query from a promise that outlived the transaction', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await db.transaction(async () => {
      late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => add('late'));
    });
    await expect(late).rejects.toThrow('not awaited');
  });

  it('runs the whole callback again after a deadlock', async () => {
    await add('a');
    await add('b');
    const lock = (name: string) =>
      db.query('select from attempts_of_test where name = $1 for update', [name]);
    let runs = 0;
    let holding = 0;
    let eachHolds = () => undefined as void;
    const other = new Promise<void>((resolve) => (eachHolds = resolve));
    const both = (first: string, second: string) =>
      db.transaction(async () => {
        runs += 1;
        await lock(first);
        holding += 1;
        if (holding === 2) eachHolds();
        await other;
        await lock(second);
        return 'done';
      });
    expect(await Promise.all([both('a', 'b'), both('b', 'a')])).toEqual(['done', 'done']);
    expect(runs).toBeGreaterThan(2);
  });

  it('keeps a failed attempt from ending the transaction', async () => {
    await db.transaction(async () => {
      await add('first');
      await expect(db.attempt(() => add('first'))).rejects.toMatchObject({ code: '23505' });
      await add('second');
    });
    expect(await names()).toEqual(['first', 'second']);
  });
});

describe('Db.change', () => {
  const companion = {
    name: 'test',
    text: (first: number) =>
      `insert into attempts_of_test select $${first}::text where exists (select from change)`,
    values: ['companion'],
  };

  it('writes the companion with the change', async () => {
    expect(await db.change(ADD, ['change'], companion)).toEqual([{ name: 'change' }]);
    expect(await names()).toEqual(['change', 'companion']);
  });

  it('writes no companion where nothing changed', async () => {
    const rows = await db.change(
      'delete from attempts_of_test where name = $1 returning name',
      ['nobody'],
      companion,
    );
    expect(rows).toEqual([]);
    expect(await names()).toEqual([]);
  });
});

describe('Db.copy', () => {
  const WAITING_COPIES = `
    select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'copy %'`;
  const copy = (...texts: unknown[]) =>
    db.copy(
      'attempts_of_test',
      { name: 'text' },
      texts.map((text) => [text]),
    );

  it('writes texts as they are, whatever the format makes of them', async () => {
    const texts = ['', '\\', '\\.', '\\N', '\\t', 'a\tb', 'c\nd', 'e\r\nf', '\u{1f600}', '"', `'`, ','];
    await copy(...texts);
    expect(new Set(await names())).toEqual(new Set(texts));
  });

  it('writes moments, numbers and objects as their columns take them, and null for what is none of these', async () => {
    await db.query('create table kinds_of_test (at timestamptz, number real, object jsonb)');
    const at = new Date('2026-02-01T12:00:00.123Z');
    const object = { text: 'a\n"\\', list: [1, null] };
    const rows = [
      [at, 0.5, object],
      [new Date('1969-07-20T20:17:40.001Z'), -0.5, []],
      [undefined, NaN, null],
      [null, Infinity, undefined],
    ];
    await db.copy('kinds_of_test', { at: 'timestamptz', number: 'real', object: 'jsonb' }, rows);
    expect(await db.query('select * from kinds_of_test order by at')).toEqual([
      { at: new Date('1969-07-20T20:17:40.001Z'), number: -0.5, object: [] },
      { at, number: 0.5, object },
      { at: null, number: null, object: null },
      { at: null, number: null, object: null },
    ]);
  });

  it('writes integers and ids to their last digit', async () => {
    await db.query('create table ids_of_test (small smallint, big bigint, id uuid)');
    const ids = ['00112233-4455-6677-8899-aabbccddeeff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const rows = [
      [-32_768, -Number.MAX_SAFE_INTEGER, ids[0]],
      [-1, -1, ids[0]!.toUpperCase()],
      [0, 2 ** 32, ids[1]],
      [32_766, '-9223372036854775808', ids[1]],
      [32_767, '9223372036854775807', ids[1]],
    ];
    await db.copy('ids_of_test', { small: 'smallint', big: 'bigint', id: 'uuid' }, rows);
    expect(await db.query('select * from ids_of_test order by small')).toEqual(
      rows.map(([small, big, id]) => ({ small, big: String(big), id: String(id).toLowerCase() })),
    );
  });

  it.each([
    ['smallint', 32_768],
    ['smallint', 1.5],
    ['smallint', ''],
    ['bigint', 2 ** 53],
    ['bigint', ''],
    ['bigint', '1e3'],
    ['bigint', '9223372036854775808'],
    ['real', 1e39],
    ['real', '1'],
    ['text', 1],
    ['jsonb', { toJSON: () => undefined }],
    ['jsonb', { big: 1n }],
    ['timestamptz', new Date(NaN)],
    ['timestamptz', new Date('2286-01-01Z')],
    ['timestamptz', '2026-01-01Z'],
    ['uuid', '00112233-4455-6677-8899-aabbccddeef'],
    ['uuid', '00112233-4455-6677-8899-aabbccddeefg'],
    ['uuid', '00112233x4455-6677-8899-aabbccddeeff'],
    ['uuid', '00112233-4455-6677-8899-aabbccddee\u0131f'],
  ] as const)('refuses what is no %s: %s', async (type, value) => {
    await expect(db.copy('nothing', { column: type }, [[value]])).rejects.toMatchObject({
      code: '22P02',
      message: `A value for column is no ${type}`,
    });
  });

  it('writes more than it has reserved room for', async () => {
    const texts = Array.from({ length: 300 }, (_, n) => `${n} ${'\u20ac'.repeat(n * 10)}`);
    await copy(...texts);
    expect(new Set(await names())).toEqual(new Set(texts));
  });

  it('writes all rows or none, and with the transaction that is running', async () => {
    // More often than there are connections: each comes back.
    for (let n = 0; n < 10; n++) await expect(copy('a', 'b', 'a')).rejects.toMatchObject({ code: '23505' });
    const undone = db.transaction(async () => {
      await copy('c');
      throw new Error('boom');
    });
    await expect(undone).rejects.toThrow('boom');
    expect(await names()).toEqual([]);
    await copy('d');
    expect(await names()).toEqual(['d']);
  });

  it('fails with its connection, and the next one has another', async () => {
    const elsewhere = new pg.Client(clone.url);
    await elsewhere.connect();
    await elsewhere.query('begin; lock attempts_of_test');
    const lost = copy('lost').catch((error: unknown) => [error, isUnavailable(error)]);
    await expect.poll(() => db.query(WAITING_COPIES)).toHaveLength(1);
    await elsewhere.query(`select pg_terminate_backend(pid) from (${WAITING_COPIES}) waiting`);
    expect(await lost).toEqual([expect.any(Error), true]);
    await elsewhere.end();
    await copy('e');
    expect(await names()).toEqual(['e']);
  });

  it('keeps a connection that dies from who waits for one', async () => {
    const [elsewhere, watcher] = [new pg.Client(clone.url), new pg.Client(clone.url)];
    await Promise.all([elsewhere.connect(), watcher.connect()]);
    await elsewhere.query('begin; lock attempts_of_test');
    const copies = Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => copy(name)));
    try {
      await expect.poll(async () => (await watcher.query(WAITING_COPIES)).rowCount).toBe(4);
      const waiting = db.query('select 1 as one');
      await watcher.query(`select pg_terminate_backend(pid) from (${WAITING_COPIES} limit 1) one`);
      expect(await waiting).toEqual([{ one: 1 }]);
    } finally {
      await Promise.all([elsewhere.end(), watcher.end()]);
    }
    const states = (await copies).map(({ status }) => status).sort();
    expect(states).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });
});

describe('what a failure says', () => {
  const failing = (limit: string, work: () => Promise<unknown>) =>
    db
      .transaction(async () => {
        await db.query(`set local ${limit}`);
        await work();
      })
      .catch((error: unknown) => [isUnavailable(error), isContended(error)]);

  it('of a statement: that it waited for too long, which has nothing to do with its database', async () => {
    const sleep = () => db.query('select pg_sleep(10)');
    expect(await failing('statement_timeout = 20', sleep)).toEqual([false, true]);
    expect(await failing('statement_timeout = 20', () => db.query('select 1 / 0'))).toEqual([false, false]);
  });

  it('of a connection: that a transaction stood still in it, which each may for 15 seconds', async () => {
    const [{ idle }] = (await db.query('select current_setting($1) as idle', ['idle_in_transaction_session_timeout'])) as [{ idle: string }]; // prettier-ignore
    expect(idle).toBe('15s');
    const stillStanding = async () => {
      for (let n = 0; n < 200; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await db.query('select 1');
      }
    };
    expect(await failing('idle_in_transaction_session_timeout = 20', stillStanding)).toEqual([true, false]);
  });
});

it('says of a transaction whose connection went before its commit that the database was away', async () => {
  const elsewhere = new pg.Client(clone.url);
  await elsewhere.connect();
  const lost = db.transaction(async () => {
    const [backend] = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    await elsewhere.query('select pg_terminate_backend($1)', [backend!.pid]);
    // Long enough to hear of it; a commit that comes before fails as well.
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  const error: unknown = await lost.catch((reason: unknown) => reason);
  await elsewhere.end();
  expect([error, isUnavailable(error)]).toEqual([expect.any(Error), true]);
});

describe('a connection', () => {
  it('compiles no statements, whatever they are thought to cost', async () => {
    expect(await db.query('show jit')).toEqual([{ jit: 'off' }]);
  });

  it('tells moments as the driver reads them, whatever the database would write', async () => {
    expect(await db.query(`select timestamptz '2026-02-01 12:00Z' as "at"`)).toEqual([
      { at: new Date('2026-02-01T12:00Z') },
    ]);
  });
});
