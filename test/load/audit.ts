import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AuditLog, AuditModule, AuditQuestions } from '#audit';
import { DatabaseModule } from '#database';
import { cloneTemplate } from '../support/postgres.js';

const ROWS = Number(process.env['BENCH_AUDIT_ROWS'] ?? 10_000_000);
const TENANTS = 10;
const ROUNDS = 40;

/**
 * A log of three months: `n` is the row; files and people of a tenant are met again and again, one row in a hundred is a lock conflict,
 * one in a thousand a failed proof, one in fifty is slow. Counts are filled as sealing fills them.
 */
const FILL = `
  insert into audit_log (tenant_id, occurred_at, process, operation, status, file_id, user_id, session_id, client, milliseconds, proof)
  select t.ids[1 + n % ${TENANTS}], now() - (n::float8 / ${ROWS}) * interval '85 days', 'host',
    (array['CheckFileInfo', 'GetFile', 'Lock', 'RefreshLock', 'PutFile', 'Unlock'])[1 + n % 6],
    case when n % 1000 = 7 then 500 when n % 100 = 3 then 409 else 200 end,
    'file-' || (n * 7919) % 20000, 'user-' || (n * 104729) % 3000, md5((n / 12)::text)::uuid, 'office',
    case when n % 50 = 1 then 100 + n % 3000 else n % 40 end,
    case when n % 1000 = 7 then 'signature' else 'current' end
  from generate_series($2::bigint, $3::bigint) n, (select $1::uuid[] as ids) t`;
const COUNTS = [
  `insert into audit_daily select tenant_id, (occurred_at at time zone 'UTC')::date, operation, client, status, count(*), sum(milliseconds)
   from audit_log group by 1, 2, 3, 4, 5`,
  `insert into audit_people select distinct tenant_id, (occurred_at at time zone 'UTC')::date, user_id from audit_log`,
  `update audit_position set xid = pg_current_xact_id(), seq = 0`,
  `vacuum analyze audit_log`,
];

/** The questions of a tenant's month on a log of `BENCH_AUDIT_ROWS` rows, ten millions unless told. */
export async function measureAudit(adminUrl: string): Promise<void> {
  const database = await cloneTemplate(adminUrl);
  const tenants = Array.from({ length: TENANTS }, () => randomUUID());
  try {
    const filled = performance.now();
    await fill(database.url, tenants);
    const seconds = ((performance.now() - filled) / 1000).toFixed(0);
    console.log(`\nAudit: ${ROWS} rows of ${TENANTS} tenants, filled in ${seconds} s; one tenant's month`);
    await ask(database.url, tenants);
  } finally {
    await database.drop();
  }
}

async function fill(url: string, tenants: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const months of [0, 1, 2, 3]) await partition(client, months);
  const step = 500_000;
  for (let from = 1; from <= ROWS; from += step)
    await client.query(FILL, [tenants, from, Math.min(from + step - 1, ROWS)]);
  for (const statement of COUNTS) await client.query(statement);
  await client.end();
}

async function partition(client: pg.Client, monthsAgo: number): Promise<void> {
  const month = new Date();
  month.setUTCDate(1);
  month.setUTCMonth(month.getUTCMonth() - monthsAgo);
  const next = new Date(month);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const first = (day: Date) => `${day.toISOString().slice(0, 7)}-01T00:00:00Z`;
  const name = `audit_log_${month.toISOString().slice(0, 7).replace('-', '_')}`;
  await client.query(
    `create table if not exists ${name} partition of audit_log for values from ('${first(month)}') to ('${first(next)}')`,
  );
}

async function ask(url: string, tenants: readonly string[]): Promise<void> {
  const chain = { encryptionKey: 'k'.repeat(32), tenantId: tenants[0]! };
  @Module({
    imports: [
      DatabaseModule.forRoot({ url, applicationName: 'bench' }),
      AuditModule.forRoot({ process: 'bench', chain }),
    ],
  })
  class BenchModule {}
  const app = await NestFactory.createApplicationContext(BenchModule, { logger: false });
  const [log, questions] = [app.get(AuditLog), app.get(AuditQuestions)];
  const until = new Date();
  const period = { since: new Date(until.getTime() - 30 * 24 * 3600 * 1000), until };
  const asked: Record<string, (tenant: string, n: number) => Promise<unknown>> = {
    'everything on a file': (tenant, n) => log.page(tenant, { ...period, fileId: `file-${n * 13}` }, 50),
    'everything by a person': (tenant, n) => log.page(tenant, { ...period, userId: `user-${n * 7}` }, 50),
    'who had it open': (tenant, n) => questions.openAt(tenant, `file-${n * 13}`, until),
    'failed proofs': (tenant) => questions.failedProofs(tenant, period),
    'lock conflicts': (tenant) => log.page(tenant, { ...period, status: 409 }, 50),
    'opens per day': (tenant) => questions.opensPerDay(tenant, period),
    'slowest operations': (tenant) => questions.slowest(tenant, period),
    'seats used': (tenant) => questions.seatsUsed(tenant, until),
    'first batch of an export': async (tenant) => {
      for await (const rows of await log.read(tenant, period)) return rows;
      return undefined;
    },
  };
  for (const [name, question] of Object.entries(asked)) {
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const start = performance.now();
      await question(tenants[n % TENANTS]!, n);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1);
    console.log(`  ${name.padEnd(26)} p50 ${at(0.5).padStart(7)} ms  p95 ${at(0.95).padStart(7)} ms`);
  }
  await app.close();
}
