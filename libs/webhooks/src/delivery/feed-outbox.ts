import { Injectable } from '@nestjs/common';
import { OutboxRepository } from '../persistence/outbox.repository.js';

const BATCH = 2_000;

/** Has every committed row of the audit log looked at once, by one process at a time, for what webhooks are to hear. */
@Injectable()
export class FeedOutbox {
  constructor(private readonly outbox: OutboxRepository) {}

  /** Until nothing is left. */
  async run(): Promise<void> {
    if (await this.outbox.skipUnheard()) return;
    for (;;) {
      const rows = await this.outbox.feed(BATCH);
      if (rows === 0) await this.outbox.beginAnewInAnotherCluster();
      if (rows < BATCH) return;
    }
  }
}
