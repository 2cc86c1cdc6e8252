import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { SealRows, VerifyChain } from '#audit';
import { Db } from '#database';
import { secondsOf } from './seconds-of.js';

const ROWS = Number(process.env['BENCH_AUDIT_CHAIN_ROWS'] ?? 500_000);

/** $1 tenant, $2 rows: a tenant's last weeks. */
const WRITE = `
  insert into audit_log (tenant_id, occurred_at, process, operation, status, file_id, user_id, client, milliseconds, proof)
  select $1::uuid, now() - ($2 - n) / $2::float8 * interval '20 days', 'host', 'CheckFileInfo', 200, 'file-' || n % 2000,
    'user-' || n % 3000, 'office', n % 40, 'current'
  from generate_series(1, $2::int) n`;

/** Sealing and verifying the rows of one more tenant, who comes on top of the others' log. */
export async function measureChain(app: INestApplicationContext, url: string): Promise<void> {
  const tenantId = randomUUID();
  await write(url, tenantId);
  const sealed = await secondsOf(() => sealAll(app));
  const verified = await secondsOf(async () => {
    const { ok, rows } = await app.get(VerifyChain).run(tenantId);
    if (!ok || rows !== ROWS) throw new Error(`the chain of ${ROWS} rows has ${rows} that verify`);
  });
  const speed = (seconds: number) => `${Math.round(ROWS / seconds)} rows a second`;
  console.log(
    `    sealing   ${speed(sealed)}\n    verifying ${speed(verified)}, ${verified.toFixed(1)} s in all`,
  );
}

/** By a connection of its own, which no statement is too long for. */
async function write(url: string, tenantId: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(WRITE, [tenantId, ROWS]);
  await client.query('analyze audit_log');
  await client.end();
}

/** The process's own keeper is at it as well, one of the two at a time. */
async function sealAll(app: INestApplicationContext): Promise<void> {
  const left = () =>
    app
      .get(Db)
      .query('select from audit_log a, audit_position p where (a.xid, a.seq) > (p.xid, p.seq) limit 1');
  do {
    await app.get(SealRows).run();
    await sleep(10);
  } while ((await left()).length > 0);
}
