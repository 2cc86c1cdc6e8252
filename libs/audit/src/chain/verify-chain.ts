import { Injectable } from '@nestjs/common';
import { type Block, GENESIS, link, linkAt } from './chain.js';
import { ChainRepository } from './chain.repository.js';

const BLOCKS_AT_ONCE = 20;

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
    const extent = await this.chain.extent(tenantId);
    const last = BigInt(extent.lastNo);
    let before: Buffer = GENESIS;
    let [number, rows] = [0n, 0];
    const found = (firstBreak?: Break) => ({ ok: !firstBreak, rows, blocks: Number(number), firstBreak });
    while (number < last) {
      const blocks = await this.chain.blocks(tenantId, String(number), BLOCKS_AT_ONCE);
      if (blocks.length === 0) return found({ kind: 'block', blockNo: String(number + 1n) });
      for (const block of blocks.filter(({ blockNo }) => BigInt(blockNo) <= last)) {
        if (BigInt(block.blockNo) !== number + 1n)
          return found({ kind: 'block', blockNo: String(number + 1n) });
        const looked = await this.lookAt(block, before);
        if (looked.firstBreak) return found(looked.firstBreak);
        [before, number, rows] = [block.lastSha256, number + 1n, rows + looked.rows];
      }
    }
    if ((await this.chain.countUpTo(tenantId, extent)) === rows) return found();
    return found({ kind: 'stranger', auditId: await this.chain.findStranger(tenantId, extent) });
  }

  private async lookAt(block: Block, first: Buffer): Promise<{ rows: number; firstBreak?: Break }> {
    const { auditIds, blockNo, lastSha256 } = block;
    if (!linkAt(block, auditIds.length - 1).equals(lastSha256))
      return { rows: 0, firstBreak: { kind: 'block', blockNo } };
    const texts = await this.chain.rowsOf(block);
    if (texts.size === 0 && (await this.chain.isDropped(block))) return { rows: 0 };
    const firstBreak = breakIn(block, first, texts);
    return { rows: auditIds.length, ...(firstBreak && { firstBreak }) };
  }
}

function breakIn(block: Block, first: Buffer, texts: ReadonlyMap<string, string>): Break | undefined {
  const { auditIds, blockNo } = block;
  let before = first;
  for (const [index, auditId] of auditIds.entries()) {
    const text = texts.get(auditId);
    if (text === undefined) return { kind: 'missing', auditId, blockNo };
    const expected = linkAt(block, index);
    if (!link(before, text).equals(expected)) {
      const moved = [...texts.values()].some((other) => link(before, other).equals(expected));
      return { kind: moved ? 'reordered' : 'changed', auditId, blockNo };
    }
    before = expected;
  }
  return undefined;
}
