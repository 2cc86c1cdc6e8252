import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CHAIN_OPTIONS, type ChainOptions } from '../audit-options.js';
import { AuditService } from '../audit.service.js';
import { ChainRepository } from './chain.repository.js';
import { Checkpoints } from './checkpoints.js';
import { SealRows } from './seal-rows.js';

const EVERY_MS = 1_000;

/**
 * Keeps the chain: rows are sealed within a second or so, each day's end is signed, and months
 * beyond retention are dropped.
 */
@Injectable()
export class ChainKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ChainKeeper.name);
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #day = '';

  constructor(
    private readonly seal: SealRows,
    private readonly checkpoints: Checkpoints,
    private readonly chain: ChainRepository,
    private readonly audit: AuditService,
    @Inject(CHAIN_OPTIONS) private readonly options: ChainOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void (this.#running ??= this.turn()), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  private async turn(): Promise<void> {
    try {
      await this.seal.run();
      const day = new Date().toISOString().slice(0, 10);
      if (day !== this.#day) await this.onceADay(day);
      this.#day = day;
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.#running = undefined;
    }
  }

  private async onceADay(day: string): Promise<void> {
    await this.checkpoints.makeFor(day);
    const { tenantId, monthsKept } = this.options;
    if (monthsKept === undefined) return;
    for (const month of await this.chain.dropPartitions(monthsKept))
      await this.audit.append({ tenantId, operation: 'DropAuditMonth', status: 200, detail: { month } });
  }
}
