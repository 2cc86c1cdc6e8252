import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { CHAIN_OPTIONS, type ChainOptions } from '../audit-options.js';
import { AuditService } from '../audit.service.js';
import { ChainRepository } from './chain.repository.js';
import { Checkpoints } from './checkpoints.js';
import { SealRows } from './seal-rows.js';

/**
 * Keeps the chain: rows are sealed within a second or so, each day's end is signed, and months
 * beyond retention are dropped.
 */
@Injectable()
export class ChainKeeper extends BackgroundWork {
  #day = '';

  constructor(
    private readonly seal: SealRows,
    private readonly checkpoints: Checkpoints,
    private readonly chain: ChainRepository,
    private readonly audit: AuditService,
    @Inject(CHAIN_OPTIONS) private readonly options: ChainOptions,
  ) {
    super({ everyMs: 1_000 });
  }

  protected async turn(): Promise<void> {
    await this.seal.run();
    const day = new Date().toISOString().slice(0, 10);
    if (day !== this.#day) await this.onceADay(day);
    this.#day = day;
  }

  private async onceADay(day: string): Promise<void> {
    await this.checkpoints.makeFor(day);
    const { tenantId, monthsKept } = this.options;
    if (monthsKept === undefined) return;
    for (const month of await this.chain.dropPartitions(monthsKept))
      await this.audit.append({ tenantId, operation: 'DropAuditMonth', status: 200, detail: { month } });
  }
}
