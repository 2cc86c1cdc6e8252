import { Injectable } from '@nestjs/common';
import { GENESIS, HASH_BYTES, link } from './chain.js';
import { ChainRepository, type NewBlock, type UnsealedRun } from './chain.repository.js';

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
    const runs = await this.chain.take(BATCH);
    if (runs.length === 0) await this.chain.beginAnewInAnotherCluster();
    else await this.chain.addBlocks(blocksOf(runs));
    return runs.reduce((rows, { digests }) => rows + digests.length / HASH_BYTES, 0);
  }
}

/** A block for each run: a month that retention drops takes whole blocks with it. */
function blocksOf(runs: readonly UnsealedRun[]): NewBlock[] {
  const blocks: NewBlock[] = [];
  for (const run of runs) blocks.push(blockOf(run, blocks.at(-1)));
  return blocks;
}

function blockOf(run: UnsealedRun, before: NewBlock | undefined): NewBlock {
  const { tenantId, fromAt, toAt, auditIds, digests } = run;
  const last =
    before?.tenantId === tenantId ? before : { blockNo: run.lastNo, lastSha256: run.lastSha256 ?? GENESIS };
  const hashes = Buffer.allocUnsafe(digests.length);
  let lastSha256 = last.lastSha256;
  for (let at = 0; at < digests.length; at += HASH_BYTES) {
    lastSha256 = link(lastSha256, digests.subarray(at, at + HASH_BYTES));
    hashes.set(lastSha256, at);
  }
  const blockNo = String(BigInt(last.blockNo) + 1n);
  return { tenantId, blockNo, fromAt, toAt, auditIds, hashes, lastSha256, form: 'digest' };
}
