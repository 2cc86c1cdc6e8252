import { Injectable } from '@nestjs/common';
import { type Block, dayOf, GENESIS, link, monthOf } from './chain.js';
import {
  type ChainEnd,
  ChainRepository,
  type DayCount,
  type DayPerson,
  type UnsealedRow,
} from './chain.repository.js';

const BATCH = 5_000;

/**
 * Takes rows that have been committed into their tenant's chain, in the order of writing, and counts them: each row exactly
 * once, whoever wrote it, one process at a time.
 */
@Injectable()
export class SealRows {
  constructor(private readonly chain: ChainRepository) {}

  /** Until nothing is left. Answers how many rows there were; 0 also when another process is at it. */
  async run(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const rows = (await this.chain.alone(() => this.sealBatch())) ?? 0;
      sealed += rows;
      if (rows < BATCH) return sealed;
    }
  }

  private async sealBatch(): Promise<number> {
    const rows = await this.chain.unsealed(BATCH);
    const last = rows.at(-1);
    if (!last) {
      await this.chain.beginAnewInAnotherCluster();
      return 0;
    }
    const tenants = byTenant(rows);
    const ends = await this.chain.lastLinks([...tenants.keys()]);
    const endOf = new Map(ends.map((end) => [end.tenantId, end]));
    await this.chain.addBlocks([...tenants].flatMap(([tenantId, own]) => blocksOf(own, endOf.get(tenantId))));
    await this.chain.count(countsOf(rows), peopleOf(rows));
    const maxSeq = rows.reduce((greatest, { seq }) => (BigInt(seq) > greatest ? BigInt(seq) : greatest), 0n);
    await this.chain.moveTo(last.xid, last.seq, String(maxSeq));
    return rows.length;
  }
}

function byTenant(rows: readonly UnsealedRow[]): Map<string, UnsealedRow[]> {
  const tenants = new Map<string, UnsealedRow[]>();
  for (const row of rows) {
    const own = tenants.get(row.tenantId);
    if (own) own.push(row);
    else tenants.set(row.tenantId, [row]);
  }
  return tenants;
}

/** One block, or one for each run of rows of the same month: a month that retention drops takes whole blocks with it. */
function blocksOf(rows: readonly UnsealedRow[], end: ChainEnd | undefined): Block[] {
  const blocks: Block[] = [];
  let before = end?.lastSha256 ?? GENESIS;
  let number = BigInt(end?.blockNo ?? 0);
  for (const run of runsOfMonths(rows)) {
    const hashes = run.map(({ digest }) => (before = link(before, digest)));
    const times = run.map(({ occurredAt }) => occurredAt);
    number += 1n;
    blocks.push({
      tenantId: run[0]!.tenantId,
      blockNo: String(number),
      fromAt: new Date(times.reduce((a, b) => Math.min(a, b))),
      // What is finer than a millisecond was dropped.
      toAt: new Date(times.reduce((a, b) => Math.max(a, b)) + 1),
      auditIds: run.map(({ auditId }) => auditId),
      hashes: Buffer.concat(hashes),
      lastSha256: before,
      form: 'digest',
    });
  }
  return blocks;
}

function runsOfMonths(rows: readonly UnsealedRow[]): UnsealedRow[][] {
  const runs: UnsealedRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && monthOf(run[0]!.occurredAt) === monthOf(row.occurredAt)) run.push(row);
    else runs.push([row]);
  }
  return runs;
}

function countsOf(rows: readonly UnsealedRow[]): DayCount[] {
  const counts = new Map<string, DayCount>();
  for (const { tenantId, occurredAt, operation, client, status, milliseconds, xid, seq } of rows) {
    const day = dayOf(occurredAt);
    const key = keyOf(tenantId, day, operation, client, status);
    const known = counts.get(key);
    if (known) {
      known.count += 1;
      known.milliseconds += milliseconds;
    } else {
      const place = { first_xid: xid, first_seq: seq };
      const counted = { tenant_id: tenantId, day, operation, client, status, ...place };
      counts.set(key, { ...counted, count: 1, milliseconds });
    }
  }
  return [...counts.values()];
}

function peopleOf(rows: readonly UnsealedRow[]): DayPerson[] {
  const people = new Map<string, DayPerson>();
  for (const { tenantId, occurredAt, userId } of rows) {
    if (userId === null) continue;
    const day = dayOf(occurredAt);
    const key = keyOf(tenantId, day, userId);
    if (!people.has(key)) people.set(key, { tenant_id: tenantId, day, user_id: userId });
  }
  return [...people.values()];
}

/** NUL is in no text that Postgres keeps. */
const keyOf = (...parts: readonly (string | number)[]) => parts.join('\0');
