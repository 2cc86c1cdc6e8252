import { setMaxListeners } from 'node:events';
import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { OutboxRepository } from '../persistence/outbox.repository.js';
import { DeliverWebhooks } from './deliver-webhooks.js';
import { FeedOutbox } from './feed-outbox.js';

const TURNS_BETWEEN_SWEEPS = 3_600;

/** Feeds the outbox and delivers from it once a second; replicas share the work. */
@Injectable()
export class WebhookWorker extends BackgroundWork {
  #turns = 0;

  constructor(
    private readonly feed: FeedOutbox,
    private readonly deliver: DeliverWebhooks,
    private readonly outbox: OutboxRepository,
  ) {
    super({ everyMs: 1_000 });
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.deliver.ended();
  }

  protected async turn(stop: AbortSignal): Promise<void> {
    // One for each request under way, and those are bounded.
    setMaxListeners(0, stop);
    await this.feed.run();
    await this.deliver.start(stop);
    if (this.#turns++ % TURNS_BETWEEN_SWEEPS === 0) await this.outbox.sweep();
  }
}
