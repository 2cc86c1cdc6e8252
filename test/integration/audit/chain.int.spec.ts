import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  AuditLog,
  AuditModule,
  AuditQuestions,
  type AuditRow,
  AuditService,
  Checkpoints,
  SealRows,
  VerifyChain,
} from '#audit';
import { DatabaseModule, Db } from '#database';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

let clone: DatabaseClone;
let module: TestingModule;
let db: Db;
let audit: AuditService;
let seal: SealRows;
let verify: VerifyChain;
let tenantId: string;

const DAY_MS = 24 * 3600 * 1000;
const entry = (operation: string, more: object = {}) => ({ tenantId, operation, status: 200, ...more });
const write = async (...operations: string[]) => {
  for (const operation of operations)
    await audit.append(entry(operation, { fileId: 'f', milliseconds: 1.25 }));
};
const idOf = async (operation: string) => {
  const [row] = await db.query<{ id: string }>(
    'select audit_id as id from audit_log where tenant_id = $1 and operation = $2',
    [tenantId, operation],
  );
  return row!.id;
};
/** Other databases of the server share its transactions: one of theirs that still runs makes the chain wait. */
const sealAll = async () => {
  for (let tries = 0; tries < 200; tries++) {
    await seal.run();
    const left = await db.query(
      'select 1 from audit_log a, audit_position p where a.seq > p.floor_seq and (a.xid, a.seq) > (p.xid, p.seq) limit 1',
    );
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The chain does not come to its end.');
};
/** What somebody who has the database in hand can do. */
const tamper = async (text: string, ...values: unknown[]) => {
  await db.query('set session_replication_role = replica');
  await db.query(text, values);
  await db.query('set session_replication_role = origin');
};

beforeAll(async () => {
  clone = await cloneDatabase();
  const database = DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 2 });
  const chain = { encryptionKey: 'k'.repeat(32), tenantId: randomUUID() };
  module = await Test.createTestingModule({
    imports: [database, AuditModule.forRoot({ process: 'host', chain })],
  }).compile();
  // Not initialised: the keeper's own clock would seal in between.
  [db, audit, seal, verify] = [
    module.get(Db),
    module.get(AuditService),
    module.get(SealRows),
    module.get(VerifyChain),
  ];
});
beforeEach(() => {
  tenantId = randomUUID();
});
afterAll(async () => {
  await module.close();
  await clone.drop();
});

describe('the chain', () => {
  it('goes on after the log was restored into a cluster whose transactions begin at small numbers again', async () => {
    await write('Before');
    await sealAll();
    // What the dump brings: rows and a position of transactions that this cluster will not have for long.
    await db.query(`update audit_position set xid = '7000000000', seq = 0`);
    await audit.append(entry('NotSealedYet'));
    await tamper(
      `update audit_log set xid = '7000000001' where tenant_id = $1 and operation = 'NotSealedYet'`,
      tenantId,
    );
    await write('After');
    const sealed = async () => (await verify.run(tenantId)).rows;
    for (let tries = 0; tries < 200 && (await sealed()) < 3; tries++) {
      await seal.run();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 3 });
    // Rows that nobody sealed are noticed among the old ones as well.
    await tamper(
      `insert into audit_log (tenant_id, process, operation, status, seq) values ($1, 'host', 'Forged', 200, 1)`,
      tenantId,
    );
    expect(await verify.run(tenantId)).toMatchObject({ firstBreak: { kind: 'stranger' } });
  });

  it('takes every row once, whoever seals', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => audit.append(entry(`Op${n}`))));
    const sealed = await Promise.all(Array.from({ length: 8 }, () => seal.run()));
    expect(sealed.reduce((a, b) => a + b)).toBeLessThanOrEqual(60);
    await sealAll();
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 60 });
  });

  it('waits for a transaction that writes still, and misses nothing of it', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = db.transaction(async () => {
      await audit.append(entry('Slow'));
      await held;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await write('Quick');
    await seal.run();
    expect((await verify.run(tenantId)).rows).toBeLessThan(2);
    release();
    await slow;
    await sealAll();
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 2 });
  });

  it('goes on over many blocks', async () => {
    for (let n = 0; n < 45; n++) {
      await write(`A${n}`, `B${n}`);
      await sealAll();
    }
    const { blocks, ...found } = await verify.run(tenantId);
    expect(found).toEqual({ ok: true, rows: 90, firstBreak: undefined });
    // More where a transaction of another database ran between two rows.
    expect(blocks).toBeGreaterThanOrEqual(45);
  });

  it('is verified in parts, each by itself', async () => {
    for (let n = 0; n < 12; n++) {
      await write(`A${n}`, `B${n}`);
      await sealAll();
    }
    expect(await verify.parts(tenantId, 24, 9)).toHaveLength(1);
    expect(await verify.parts(tenantId, 1, 1)).toHaveLength(1);
    const parts = await verify.parts(tenantId, 6, 9);
    expect(parts).toHaveLength(4);
    const look = () => Promise.all(parts.toReversed().map((part) => verify.runPart(tenantId, part)));
    expect((await look()).reduce((sum, { rows }) => sum + rows, 0)).toBe(24);
    await tamper('delete from audit_log where audit_id = $1', await idOf('A11'));
    await tamper('delete from audit_blocks where tenant_id = $1 and block_no = $2', tenantId, parts[0]!.toNo);
    expect((await look()).map(({ firstBreak }) => firstBreak?.kind)).toEqual([
      'missing',
      undefined,
      'block',
      'block',
    ]);
  });

  it.each([
    ['a changed row', 'update audit_log set status = 201 where audit_id = $1', 'changed'],
    ['a deleted row', 'delete from audit_log where audit_id = $1', 'missing'],
    [
      'a row moved in time of writing',
      'update audit_log set seq = seq + 1000000 where audit_id = $1',
      'changed',
    ],
  ])('names %s', async (_, text, kind) => {
    await write('One', 'Two', 'Three');
    await sealAll();
    await write('Four');
    await sealAll();
    const id = await idOf('Two');
    await tamper(text, id);
    expect(await verify.run(tenantId)).toMatchObject({
      ok: false,
      firstBreak: { kind, auditId: id, blockNo: '1' },
    });
  });

  it('notices a change of any column', async () => {
    const columns = await db.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = 'audit_log'::regclass and attnum > 0 and not attisdropped
         and attname not in ('tenant_id', 'audit_id', 'occurred_at')`,
    );
    await write('One');
    await sealAll();
    const auditId = await idOf('One');
    expect(columns.map(({ name }) => name)).toContain('detail');
    for (const { name, type } of columns) {
      const other = `case when ${name}::text is distinct from '7' then '7' else '8' end`;
      const cast = type === 'uuid' ? 'gen_random_uuid()' : `(${other})::${type}`;
      await db.query(`create temporary table kept as select * from audit_log where audit_id = '${auditId}'`);
      await tamper(`update audit_log set ${name} = ${cast} where audit_id = $1`, auditId);
      const { firstBreak } = await verify.run(tenantId);
      await tamper('delete from audit_log where audit_id = $1', auditId);
      await tamper('insert into audit_log select * from kept');
      await db.query('drop table kept');
      expect([name, firstBreak]).toEqual([name, { kind: 'changed', auditId, blockNo: '1' }]);
    }
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 1 });
  });

  it.each([
    ['timezone', 'Asia/Tokyo'],
    ['extra_float_digits', '-3'],
  ])('verifies whatever the setting of %s', async (name, value) => {
    await audit.append(entry('One', { milliseconds: 1.2345678 }));
    await sealAll();
    await db.query(`set ${name} to '${value}'`);
    try {
      expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 1 });
    } finally {
      await db.query(`reset ${name}`);
    }
  });

  it('goes on behind blocks that were made of texts, and verifies them with the others', async () => {
    await write('One');
    await sealAll();
    const asText = `sha256(decode(repeat('00', 32), 'hex') || convert_to(jsonb_strip_nulls(to_jsonb(a))::text, 'UTF8'))`;
    await tamper(
      `update audit_blocks b set form = 'json', hashes = ${asText}, last_sha256 = ${asText}
       from audit_log a where b.tenant_id = $1 and a.tenant_id = $1`,
      tenantId,
    );
    await write('Two');
    await sealAll();
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 2, blocks: 2 });
    const [one, two] = [await idOf('One'), await idOf('Two')];
    await tamper('update audit_log set status = 201 where audit_id = $1', two);
    expect(await verify.run(tenantId)).toMatchObject({ firstBreak: { kind: 'changed', auditId: two } });
    await tamper('update audit_log set status = 201 where audit_id = $1', one);
    expect(await verify.run(tenantId)).toMatchObject({ firstBreak: { kind: 'changed', auditId: one } });
  });

  it('names rows whose places were exchanged', async () => {
    await write('One', 'Two', 'Three');
    await sealAll();
    await tamper(
      'update audit_blocks set audit_ids = array[audit_ids[1], audit_ids[3], audit_ids[2]] where tenant_id = $1',
      tenantId,
    );
    const firstBreak = { kind: 'reordered', auditId: await idOf('Three') };
    expect(await verify.run(tenantId)).toMatchObject({ ok: false, firstBreak });
  });

  it('names a row that was put in later', async () => {
    await write('One');
    await sealAll();
    await db.query(
      `insert into audit_log (tenant_id, process, operation, status, xid, seq) values ($1, 'host', 'Forged', 200, '1', 1)`,
      [tenantId],
    );
    const firstBreak = { kind: 'stranger', auditId: await idOf('Forged') };
    expect(await verify.run(tenantId)).toMatchObject({ ok: false, firstBreak });
  });

  it('names a block that has more links than rows, which would hide a row that was put in', async () => {
    await write('One');
    await sealAll();
    await db.query(
      `insert into audit_log (tenant_id, process, operation, status, xid, seq) values ($1, 'host', 'Forged', 200, '1', 1)`,
      [tenantId],
    );
    await tamper('update audit_blocks set hashes = hashes || hashes where tenant_id = $1', tenantId);
    const firstBreak = { kind: 'block', blockNo: '1' };
    expect(await verify.run(tenantId)).toMatchObject({ ok: false, firstBreak });
  });

  it('names a block that is gone', async () => {
    for (const operation of ['One', 'Two', 'Three']) {
      await write(operation);
      await sealAll();
    }
    await tamper('delete from audit_blocks where tenant_id = $1 and block_no = 2', tenantId);
    expect(await verify.run(tenantId)).toMatchObject({
      ok: false,
      firstBreak: { kind: 'block', blockNo: '2' },
    });
  });

  it('refuses changes to its blocks', async () => {
    await write('One');
    await sealAll();
    await expect(db.query('delete from audit_blocks where tenant_id = $1', [tenantId])).rejects.toThrow(
      /append-only/,
    );
  });
});

describe('a checkpoint', () => {
  it('is signed once a day, and tells a chain that was made anew', async () => {
    const checkpoints = module.get(Checkpoints);
    await write('One', 'Two');
    await sealAll();
    await checkpoints.makeFor('2001-01-01');
    expect(await checkpoints.makeFor('2001-01-01')).toBe(0);
    const [checkpoint] = await db.query<{ signed: string }>(
      'select signed from audit_checkpoints where tenant_id = $1',
      [tenantId],
    );
    const [key] = await checkpoints.publicKeys();
    expect(jwt.verify(checkpoint!.signed, key!.publicKey, { algorithms: ['ES256'] })).toMatchObject({
      tenant: tenantId,
      block: '1',
      day: '2001-01-01',
    });
    expect(await checkpoints.breakOf(tenantId)).toBeUndefined();

    await tamper('delete from audit_log where audit_id = $1', await idOf('Two'));
    await tamper('delete from audit_blocks where tenant_id = $1', tenantId);
    await tamper(`update audit_position set xid = '0', seq = 0`);
    await sealAll();
    expect((await verify.run(tenantId)).ok).toBe(true);
    expect(await checkpoints.breakOf(tenantId)).toEqual({ kind: 'checkpoint', blockNo: '1' });
  });
});

describe('checkpoints', () => {
  it('are all looked at, however many there are', async () => {
    const checkpoints = module.get(Checkpoints);
    await write('One');
    await sealAll();
    await checkpoints.makeFor('2001-01-01');
    await db.query(
      `insert into audit_checkpoints (tenant_id, day, block_no, signed)
       select tenant_id, day + n, block_no, signed from audit_checkpoints, generate_series(1, 1100) n where tenant_id = $1`,
      [tenantId],
    );
    expect(await checkpoints.breakOf(tenantId)).toBeUndefined();
    for (const [day, signed] of [
      ['2003-12-31', 'forged at the end'],
      ['2000-12-31', 'forged at the beginning'],
    ]) {
      await db.query(
        'insert into audit_checkpoints (tenant_id, day, block_no, signed) values ($1, $2, 1, $3) on conflict (tenant_id, day) do update set signed = $3',
        [tenantId, day, signed],
      );
      expect(await checkpoints.breakOf(tenantId)).toEqual({ kind: 'checkpoint', blockNo: '1' });
      await tamper('delete from audit_checkpoints where tenant_id = $1 and day = $2', tenantId, day!);
    }
  });
});

describe('retention', () => {
  it('drops whole months, and leaves a chain that verifies', async () => {
    await db.query(
      `create table audit_log_2020_01 partition of audit_log for values from ('2020-01-01Z') to ('2020-02-01Z')`,
    );
    const other = randomUUID();
    await db.query(
      `insert into audit_log (tenant_id, occurred_at, process, operation, status)
       values ($1, now(), 'host', 'Lock', 200), ($2, '2020-01-14Z', 'host', 'Lock', 200), ($1, '2020-01-15T10:00Z', 'host', 'Lock', 200),
         ($2, now(), 'host', 'Lock', 200), ($1, '2020-01-13Z', 'host', 'Lock', 200), ($1, '2020-01-15T09:00Z', 'host', 'Lock', 200)`,
      [tenantId, other],
    );
    await sealAll();
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 4, blocks: 3 });
    expect(await verify.run(other)).toMatchObject({ ok: true, rows: 2, blocks: 2 });
    const dropped = await db.query<{ month: string }>('select drop_audit_partitions(12)::text as month');
    expect(dropped).toEqual([{ month: '2020-01-01' }]);
    expect(await verify.run(tenantId)).toMatchObject({ ok: true, rows: 1, blocks: 3 });
    // Who says that a block came after its month had gone says that its rows are there.
    await tamper(
      `update audit_blocks set sealed_at = now() + interval '1 day' where tenant_id = $1 and block_no = 1`,
      tenantId,
    );
    const firstBreak = { kind: 'missing', blockNo: '1' };
    expect(await verify.run(tenantId)).toMatchObject({ ok: false, firstBreak });
  });
});

describe('questions', () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  it('knows who had a file open at a time', async () => {
    const [open, closed] = [randomUUID(), randomUUID()];
    const call = (operation: string, sessionId: string, userId: string) =>
      audit.append(entry(operation, { fileId: 'doc', sessionId, userId, client: 'office' }));
    await call('CheckFileInfo', open, 'anna');
    await call('Lock', closed, 'berta');
    await call('Unlock', closed, 'berta');
    const { openAt } = { openAt: (when: Date) => module.get(AuditQuestions).openAt(tenantId, 'doc', when) };
    expect((await openAt(at(20))).map(({ userId }) => userId)).toEqual(['anna']);
    expect(await openAt(at(40))).toEqual([]);
    expect(await openAt(at(-1))).toEqual([]);
  });

  it('counts openings, people and failed proofs', async () => {
    const questions = module.get(AuditQuestions);
    for (const userId of ['anna', 'berta', 'anna'])
      await audit.append(entry('CheckFileInfo', { userId, client: 'office' }));
    await audit.append(entry('Lock', { status: 500, client: 'office', proof: 'missing' }));
    await audit.append(entry('GetFile', { milliseconds: 1500, client: 'office' }));
    await sealAll();
    const period = { since: new Date(Date.now() - DAY_MS), until: new Date(Date.now() + DAY_MS) };
    const day = new Date().toISOString().slice(0, 10);
    expect(await questions.opensPerDay(tenantId, period)).toEqual([{ day, client: 'office', opens: 3 }]);
    expect(await questions.seatsUsed(tenantId, new Date())).toBe(2);
    expect(await questions.failedProofs(tenantId, period)).toMatchObject([{ reason: 'missing', count: 1 }]);
    expect(await questions.slowest(tenantId, period)).toMatchObject([
      { operation: 'GetFile', milliseconds: 1500 },
    ]);
  });
});

describe('a reading', () => {
  it('by pages goes on where it ended, while rows are added', async () => {
    const log = module.get(AuditLog);
    const names = Array.from({ length: 7 }, (_, n) => `Op${n}`);
    await write(...names);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await log.page(tenantId, {}, 3, cursor);
      seen.push(...page.rows.map(({ operation }) => operation));
      cursor = page.more ? page.rows.at(-1)!.cursor : undefined;
      await write('Later');
    } while (cursor !== undefined);
    expect(seen).toEqual([...names].reverse());
  });

  it('of the whole log goes on where it ended, and misses nothing that happened before and was written after', async () => {
    const log = module.get(AuditLog);
    const seen: string[] = [];
    let cursor: string | undefined;
    const readOn = async () => {
      await seal.run();
      for await (const rows of await log.read(tenantId, {}, cursor)) {
        seen.push(...rows.map(({ operation }) => operation));
        cursor = rows.at(-1)?.cursor ?? cursor;
      }
    };
    const names = Array.from({ length: 60 }, (_, n) => `Op${n}`);
    const slowly = async (name: string, n: number) =>
      db.transaction(async () => {
        await audit.append(entry(name));
        await sleep((n * 7) % 40);
      });
    let writing = true;
    const written = Promise.all(names.map(slowly)).finally(() => (writing = false));
    while (writing) await readOn();
    await written;
    await audit.append(entry('Last'));
    await sealAll();
    await readOn();
    expect(seen.toSorted()).toEqual([...names, 'Last'].toSorted());
    expect(seen.at(-1)).toBe('Last');
  });

  it('of a period begins where its first day was written first, and has what was written late', async () => {
    const log = module.get(AuditLog);
    const day = (n: number) => new Date(Date.UTC(2020, 0, n, 12));
    const happened = async (operation: string, n: number) => {
      audit.record(entry(operation));
      await audit.flush();
      await tamper(
        'update audit_log set occurred_at = $3 where tenant_id = $1 and operation = $2',
        tenantId,
        operation,
        day(n),
      );
      await sealAll();
    };
    const read = async (since: Date) => {
      const found: string[] = [];
      for await (const rows of await log.read(tenantId, { since }))
        found.push(...rows.map(({ operation }) => operation));
      return found;
    };
    for (const [operation, n] of [
      ['Day1', 1],
      ['Day3', 3],
      ['Day2', 2],
      ['Day3again', 3],
    ] as const)
      await happened(operation, n);
    expect(await read(day(3))).toEqual(['Day3', 'Day3again']);
    expect(await read(day(2))).toEqual(['Day3', 'Day2', 'Day3again']);
    expect(await read(day(4))).toEqual([]);
    // Where the place is another, another place is where it begins; where none is known, nothing is passed over.
    const place = `update audit_daily d set first_xid = a.xid, first_seq = a.seq from audit_log a
      where d.tenant_id = $1 and a.tenant_id = $1 and d.day = '2020-01-03' and a.operation = 'Day3again'`;
    await db.query(place, [tenantId]);
    expect(await read(day(3))).toEqual(['Day3again']);
    await db.query('update audit_daily set first_xid = null, first_seq = null where tenant_id = $1', [
      tenantId,
    ]);
    expect(await read(day(3))).toEqual(['Day3', 'Day3again']);
  });

  it('goes through what came from another cluster, and then through what was written since', async () => {
    const log = module.get(AuditLog);
    const read = async (cursor?: string) => {
      const found: AuditRow[] = [];
      for await (const rows of await log.read(tenantId, {}, cursor)) found.push(...rows);
      return found;
    };
    await write('Before');
    await sealAll();
    // As a dump brings it: rows of transactions that this cluster will not have for long.
    await tamper(`update audit_log set xid = '7000000000' where tenant_id = $1`, tenantId);
    await tamper(
      `update audit_position p set xid = '0', seq = 0, floor_seq = a.seq, max_seq = a.seq from audit_log a where a.tenant_id = $1`,
      tenantId,
    );
    await write('After');
    await sealAll();
    const [before, after] = await read();
    expect([before?.operation, after?.operation]).toEqual(['Before', 'After']);
    expect(await read(before!.cursor)).toEqual([after]);
    expect(await read(after!.cursor)).toEqual([]);
  });

  it("takes no cursor of its reader's own making", async () => {
    const bad = Buffer.from(`'; drop table audit_log -- ${randomUUID()}`).toString('base64url');
    await expect(module.get(AuditLog).read(tenantId, {}, bad)).rejects.toThrow(/cursor/);
  });
});
