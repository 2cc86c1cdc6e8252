import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { AuditLog, AuditModule, AuditService, SealRows } from '#audit';
import { DatabaseModule, Db } from '#database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

let clone: DatabaseClone;
let module: TestingModule;
let db: Db;

interface Prepared {
  readonly name: string;
  readonly types: readonly string[];
}

const VALUES: Readonly<Record<string, string>> = {
  'uuid[]': `array['${randomUUID()}']::uuid[]`,
  uuid: `'${randomUUID()}'`,
  'timestamp with time zone': 'now()',
  xid8: `'1'`,
  bigint: '1',
};

/** The plan of a statement that this one connection has prepared, whatever its values are. */
async function planOf(words: string, options = 'costs'): Promise<string> {
  const prepared = await db.query<Prepared>(
    `select name, parameter_types::text[] as types from pg_prepared_statements
     where statement like $1 and statement not like '%pg_prepared_statements%'`,
    [`%${words}%`],
  );
  expect(prepared).toHaveLength(1);
  const { name, types } = prepared[0]!;
  const values = types.map((type) => VALUES[type]).join();
  const lines = await db.query<{ 'QUERY PLAN': string }>(`explain (${options}) execute "${name}"(${values})`);
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}

beforeAll(async () => {
  clone = await cloneDatabase();
  const database = DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 1 });
  const chain = { encryptionKey: 'k'.repeat(32), tenantId: randomUUID() };
  module = await Test.createTestingModule({
    imports: [database, AuditModule.forRoot({ process: 'host', chain })],
  }).compile();
  db = module.get(Db);
  const tenantId = randomUUID();
  await module.get(AuditService).append({ tenantId, operation: 'Lock', status: 200 });
  // A transaction of another database of the server, while it runs, makes the chain wait.
  for (let tries = 0; tries < 200 && (await module.get(SealRows).run()) === 0; tries++) await sleep(50);
  await module.get(AuditLog).read(tenantId, { since: new Date(0) });
  await db.query('set plan_cache_mode = force_generic_plan');
  // A short log is best read and sorted; what matters is that a long one need not be.
  for (const way of ['sort', 'seqscan', 'bitmapscan']) await db.query(`set enable_${way} = off`);
});
afterAll(async () => {
  await module.close();
  await clone.drop();
});

describe('on a long log', () => {
  it.each([
    ['sealing reads on', 'from audit_position p, lateral'],
    ['an export reads on', 'order by audit_log.xid, audit_log.seq limit'],
  ])('%s by an index, in the order of writing, as far as its limit', async (_, words) => {
    const plan = await planOf(words);
    expect(plan).toMatch(/Limit .*\n *-> {2}Merge Append /);
    expect(plan).toMatch(/Index Scan using \S*xid_seq\S* on audit_log/);
    expect(plan).not.toContain('Seq Scan on audit_log');
    const [, merged] = plan.split(/Merge Append /);
    expect(merged!.split('CTE ')[0]).not.toContain('Sort  (');
  });

  it('the last link of a tenant is read by an index, and no other block of it', async () => {
    expect(await planOf('newest.last_sha256')).toMatch(
      /Limit .*\n *-> {2}Index Scan Backward using audit_blocks_pkey/,
    );
  });

  it('sealing links what it takes once', async () => {
    expect((await planOf('audit_links', 'verbose')).match(/audit_links\(/g)).toHaveLength(1);
  });

  it('one call is found by what is known of ranges of pages, and not by all that its tenant has', async () => {
    const [found] = await db.query<{ body: string; settings: string[] }>(
      `select prosrc as "body", proconfig as "settings" from pg_proc where proname = 'audit_of_correlation'`,
    );
    const { body, settings } = found!;
    for (const way of ['seqscan', 'bitmapscan']) await db.query(`set enable_${way} = on`);
    for (const setting of settings) await db.query(`set ${setting}`);
    const statement = body.replace('= tenant', `= '${randomUUID()}'`).replace('= correlation', `= 'id'`);
    const lines = await db.query<{ 'QUERY PLAN': string }>(`explain ${statement}`);
    const scans = lines.map((line) => line['QUERY PLAN']).filter((line) => / Scan (on|using) /.test(line));
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter((line) => line.includes('correlation_id_idx'))).toHaveLength(scans.length / 2);
  });
});
