import { Injectable } from '@nestjs/common';
import { ChainRepository } from './chain.repository.js';

const BATCH = 5_000;

/** Takes rows that have been committed into their tenant's chain: each row exactly once, whoever wrote it, one process at a time. */
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
    const rows = await this.chain.seal(BATCH);
    if (rows === 0) await this.chain.beginAnewInAnotherCluster();
    return rows;
  }
}
