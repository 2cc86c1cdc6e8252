import { Injectable } from '@nestjs/common';
import { type Block, type ChainPart, type FormedRow, GENESIS, HASH_BYTES, link, linkAt } from './chain.js';
import { ChainRepository } from './chain.repository.js';

const ROWS_AT_ONCE = 5_000;

/** Where a chain is broken. */
export interface Break {
  /**
   * `changed`: the row is not as it was written. `missing`: it is gone. `reordered`: it stands where another belongs.
   * `block`: a whole block is gone or was changed. `stranger`: the row was put in later. `checkpoint`: the chain is another
   * than the one that was signed.
   */
  readonly kind: 'changed' | 'missing' | 'reordered' | 'block' | 'stranger' | 'checkpoint';
  readonly auditId?: string | undefined;
  readonly blockNo?: string | undefined;
}

export interface Verification {
  readonly ok: boolean;
  /** Rows that were looked at; those of dropped months are gone with their month. */
  readonly rows: number;
  readonly blocks: number;
  readonly firstBreak?: Break | undefined;
}

/** Looks whether a tenant's rows are what was written, all of it, in that order. Reads every row: minutes for millions. */
@Injectable()
export class VerifyChain {
  constructor(private readonly chain: ChainRepository) {}

  async run(tenantId: string): Promise<Verification> {
    const toNo = await this.chain.lastNo(tenantId);
    const found = await this.runPart(tenantId, { afterNo: '0', toNo });
    const firstBreak = found.firstBreak ?? (await this.strangerOf(tenantId));
    return { ...found, ok: firstBreak === undefined, firstBreak };
  }

  /** Parts of about `rows` rows, or of more if there would be more than `most`: to be looked at in any order, and the whole chain together. */
  async parts(tenantId: string, rows: number, most: number): Promise<ChainPart[]> {
    const ends = await this.chain.partEnds(tenantId, rows, most);
    return ends.map((toNo, index) => ({ afterNo: ends[index - 1] ?? '0', toNo }));
  }

  async runPart(tenantId: string, { afterNo, toNo }: ChainPart): Promise<Verification> {
    let before = afterNo === '0' ? GENESIS : await this.chain.lastOfBlock(tenantId, afterNo);
    let [number, rows] = [BigInt(afterNo), 0];
    const found = (firstBreak?: Break): Verification => {
      return { ok: !firstBreak, rows, blocks: Number(number - BigInt(afterNo)), firstBreak };
    };
    if (!before) return found({ kind: 'block', blockNo: afterNo });
    while (number < BigInt(toNo)) {
      const blocks = await this.chain.blocks(tenantId, { afterNo: String(number), toNo }, ROWS_AT_ONCE);
      if (blocks.length === 0) return found({ kind: 'block', blockNo: String(number + 1n) });
      const formed = await this.chain.rowsOf(blocks);
      const dropped = await this.chain.droppedBlocks(tenantId, {
        afterNo: String(number),
        toNo: blocks.at(-1)!.blockNo,
      });
      for (const block of blocks) {
        if (BigInt(block.blockNo) !== number + 1n)
          return found({ kind: 'block', blockNo: String(number + 1n) });
        const isThere = block.auditIds.some((auditId) => formed.has(auditId));
        const wasDropped = !isThere && dropped.has(block.blockNo);
        const firstBreak = breakIn(block, before, wasDropped ? undefined : formed);
        if (firstBreak) return found(firstBreak);
        [before, number] = [block.lastSha256, number + 1n];
        if (!wasDropped) rows += block.auditIds.length;
      }
    }
    return found();
  }

  /** A row that was put in behind the chain's back. */
  async strangerOf(tenantId: string): Promise<Break | undefined> {
    const { sealed, rows } = await this.chain.counts(tenantId);
    if (rows === sealed) return undefined;
    return { kind: 'stranger', auditId: await this.chain.findStranger(tenantId) };
  }
}

/** Without `rows`, of a block whose rows were dropped, only what its hashes say of one another. */
function breakIn(block: Block, first: Buffer, rows?: ReadonlyMap<string, FormedRow>): Break | undefined {
  const { auditIds, blockNo, hashes, lastSha256 } = block;
  // As many links as rows: they are counted by their bytes.
  if (hashes.length !== auditIds.length * HASH_BYTES) return { kind: 'block', blockNo };
  if (!linkAt(block, auditIds.length - 1).equals(lastSha256)) return { kind: 'block', blockNo };
  if (!rows) return undefined;
  let before = first;
  for (const [index, auditId] of auditIds.entries()) {
    const row = rows.get(auditId);
    if (row === undefined) return { kind: 'missing', auditId, blockNo };
    const expected = linkAt(block, index);
    if (!link(before, row).equals(expected)) {
      const moved = [...rows.values()].some((other) => link(before, other).equals(expected));
      return { kind: moved ? 'reordered' : 'changed', auditId, blockNo };
    }
    before = expected;
  }
  return undefined;
}
