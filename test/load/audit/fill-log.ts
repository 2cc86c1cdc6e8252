import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Days that the rows are spread over. */
const DAYS = 85;
const STEP = 500_000;

/**
 * $1 tenants, $2 first row, $3 last row, $4 rows in all. `n` is the row, the oldest first, the tenants by turns: each has 2,000 files
 * and 3,000 people who are met again and again. One row in a hundred is a lock conflict, one in a thousand a failed proof, one in two
 * thousand a save for the recovery bin, one in fifty is slow.
 */
const FILL = `
  insert into audit_log (tenant_id, occurred_at, process, operation, status, file_id, user_id, session_id, client, correlation_id,
    milliseconds, proof, detail)
  select ids[1 + n % cardinality(ids)], now() - ($4 - n) / $4::float8 * interval '${DAYS} days', 'host',
    (array['CheckFileInfo', 'GetFile', 'Lock', 'RefreshLock', 'PutFile', 'Unlock'])[1 + t % 6],
    case when t % 1000 = 7 then 500 when t % 100 = 3 then 409 else 200 end,
    'file-' || t * 7919 % 2000, 'user-' || t * 7919 % 3000, md5((n / 120)::text)::uuid, 'office', md5(n::text),
    case when t % 50 = 1 then 100 + t % 3000 else t % 40 end,
    case when t % 1000 = 7 then 'mismatch' else 'current' end,
    case when t % 2000 = 103 then '{"recovered": "conflict"}'::jsonb end
  from (select $1::uuid[] as ids) tenants, generate_series($2::bigint, $3::bigint) n,
    lateral (select n / cardinality(ids) as t) turn`;

/** What sealing counts, and a position behind all of it. Later rows have greater numbers of both kinds. */
const COUNTS = [
  `insert into audit_daily (tenant_id, day, operation, client, status, count, milliseconds, first_xid, first_seq)
   select tenant_id, (occurred_at at time zone 'UTC')::date, operation, client, status, count(*), sum(milliseconds), min(xid), min(seq)
   from audit_log group by 1, 2, 3, 4, 5`,
  `insert into audit_people select distinct tenant_id, (occurred_at at time zone 'UTC')::date, user_id from audit_log`,
  `update audit_position set xid = pg_current_xact_id(), seq = 0, max_seq = (select max(seq) from audit_log)`,
];

/** Of the partitioned table itself; PostgreSQL says of each that it is on it alone. */
const INDEXES = `
  select indexname as name, replace(indexdef, ' ON ONLY ', ' ON ') as definition
  from pg_indexes where tablename = 'audit_log' and indexname <> 'audit_log_pkey'`;

/** Fills the log of a fresh database with rows of three months; indexes are made afterwards, which is quicker. */
export async function fillLog(url: string, tenants: readonly string[], rows: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(
      `set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '256MB'`,
    );
    for (const months of [3, 2, 1, 0]) await addPartition(client, months);
    const indexes = (await client.query<{ name: string; definition: string }>(INDEXES)).rows;
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (let from = 1; from <= rows; from += STEP)
      await client.query(FILL, [tenants, from, Math.min(from + STEP - 1, rows), rows]);
    for (const { definition } of indexes) await client.query(definition);
    for (const statement of COUNTS) await client.query(statement);
    for (const table of ['audit_log', 'audit_daily', 'audit_people'])
      await client.query(`vacuum analyze ${table}`);
    await untilMarked(client);
  } finally {
    await client.end();
  }
}

/** Vacuum marks no page that a running statement might see otherwise, as when the server analyses the log by itself: then it comes again. */
async function untilMarked(client: pg.Client): Promise<void> {
  const left = `select relpages - relallvisible as pages from pg_class where relname = 'audit_people'`;
  for (let turns = 0; turns < 60; turns++) {
    const { rows } = await client.query<{ pages: number }>(left);
    if (rows[0]!.pages === 0) return;
    await sleep(1_000);
    await client.query('vacuum audit_people');
  }
  throw new Error('Vacuum has not marked the pages of audit_people');
}

async function addPartition(client: pg.Client, monthsAgo: number): Promise<void> {
  const now = new Date();
  const first = (months: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  const [from, to] = [first(monthsAgo).toISOString(), first(monthsAgo - 1).toISOString()];
  await client.query(
    `create table if not exists audit_log_${from.slice(0, 7).replace('-', '_')} partition of audit_log
     for values from ('${from}') to ('${to}')`,
  );
}
