import { Injectable } from '@nestjs/common';
import { Db, isContended } from '#database';
import type { Block, BlockForm, ChainPart, FormedRow } from '../chain/chain.js';
import {
  type ChainCounts,
  type ChainEnd,
  ChainRepository,
  type SignedEnd,
} from '../chain/chain.repository.js';
import * as sql from './chain.sql.js';

@Injectable()
export class PgChainRepository extends ChainRepository {
  constructor(private readonly db: Db) {
    super();
  }

  alone<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.db.transaction(async () => {
      const [row] = await this.db.query<{ locked: boolean }>(sql.TRY_LOCK);
      return row!.locked ? work() : undefined;
    });
  }

  async seal(most: number): Promise<number> {
    const [row] = await this.db.query<{ rows: number }>(sql.SEAL, [most]);
    return row!.rows;
  }

  async beginAnewInAnotherCluster(): Promise<void> {
    await this.db.query(sql.BEGIN_ANEW);
  }

  blocks(tenantId: string, { afterNo, toNo }: ChainPart, rows: number): Promise<Block[]> {
    return this.db.query(sql.BLOCKS, [tenantId, afterNo, toNo, rows]);
  }

  async partEnds(tenantId: string, rows: number, most: number): Promise<string[]> {
    const ends = await this.db.query<{ toNo: string }>(sql.PART_ENDS, [tenantId, rows, most]);
    return ends.map(({ toNo }) => toNo);
  }

  async rowsOf(blocks: readonly Block[]): Promise<Map<string, FormedRow>> {
    const rows = new Map<string, FormedRow>();
    for (const form of new Set(blocks.map((block) => block.form))) {
      const own = blocks.filter((block) => block.form === form);
      for (const { auditId, row } of await this.rowsIn(form, own)) rows.set(auditId, row);
    }
    return rows;
  }

  async droppedBlocks(tenantId: string, { afterNo, toNo }: ChainPart): Promise<Set<string>> {
    const rows = await this.db.query<{ blockNo: string }>(sql.DROPPED_BLOCKS, [tenantId, afterNo, toNo]);
    return new Set(rows.map(({ blockNo }) => blockNo));
  }

  async lastNo(tenantId: string): Promise<string> {
    const [row] = await this.db.query<{ lastNo: string }>(sql.LAST_NO, [tenantId]);
    return row!.lastNo;
  }

  async counts(tenantId: string): Promise<ChainCounts> {
    const [row] = await this.db.query<ChainCounts>(sql.COUNTS, [tenantId]);
    return row!;
  }

  async findStranger(tenantId: string): Promise<string | undefined> {
    try {
      const [row] = await this.db.attempt(() => this.db.query<{ auditId: string }>(sql.STRANGER, [tenantId]));
      return row?.auditId;
    } catch (error) {
      if (isContended(error)) return undefined;
      throw error;
    }
  }

  ends(): Promise<ChainEnd[]> {
    return this.db.query(sql.CHAIN_ENDS);
  }

  async lastOfBlock(tenantId: string, blockNo: string): Promise<Buffer | undefined> {
    const [row] = await this.db.query<{ lastSha256: Buffer }>(sql.LAST_OF_BLOCK, [tenantId, blockNo]);
    return row?.lastSha256;
  }

  signedEnds(tenantId: string, afterDay: string, most: number): Promise<SignedEnd[]> {
    return this.db.query(sql.SIGNED_ENDS, [tenantId, afterDay, most]);
  }

  async tenantsCheckedOn(day: string): Promise<Set<string>> {
    const rows = await this.db.query<{ tenantId: string }>(sql.CHECKED_ON, [day]);
    return new Set(rows.map(({ tenantId }) => tenantId));
  }

  async addCheckpoint({ tenantId, blockNo }: ChainEnd, day: string, signed: string): Promise<void> {
    await this.db.query(sql.ADD_CHECKPOINT, [tenantId, day, blockNo, signed]);
  }

  async dropPartitions(monthsKept: number): Promise<string[]> {
    const rows = await this.db.query<{ month: string }>(sql.DROP_PARTITIONS, [monthsKept]);
    return rows.map(({ month }) => month);
  }

  private rowsIn(form: BlockForm, blocks: readonly Block[]): Promise<{ auditId: string; row: FormedRow }[]> {
    const from = Math.min(...blocks.map(({ fromAt }) => fromAt.getTime()));
    const to = Math.max(...blocks.map(({ toAt }) => toAt.getTime() + 1));
    const auditIds = blocks.flatMap((block) => block.auditIds);
    return this.db.transaction(async () => {
      await this.db.query(sql.IN_UTC);
      return this.db.query(sql.ROWS_OF_BLOCKS[form], [
        blocks[0]!.tenantId,
        new Date(from),
        new Date(to),
        auditIds,
      ]);
    });
  }
}
