import { setMaxListeners } from 'node:events';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { OutboxRepository } from '../persistence/outbox.repository.js';
import { DeliverWebhooks } from './deliver-webhooks.js';
import { FeedOutbox } from './feed-outbox.js';

const EVERY_MS = 1_000;
const TURNS_BETWEEN_SWEEPS = 3_600;

/** Feeds the outbox and delivers from it once a second; replicas share the work. */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WebhookWorker.name);
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #turns = 0;

  constructor(
    private readonly feed: FeedOutbox,
    private readonly deliver: DeliverWebhooks,
    private readonly outbox: OutboxRepository,
  ) {}

  onApplicationBootstrap(): void {
    // One for each request under way, and those are bounded.
    setMaxListeners(0, this.#stop.signal);
    this.#timer = setInterval(() => void (this.#running ??= this.turn()), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
    await this.deliver.ended();
  }

  private async turn(): Promise<void> {
    try {
      await this.feed.run();
      await this.deliver.start(this.#stop.signal);
      if (this.#turns++ % TURNS_BETWEEN_SWEEPS === 0) await this.outbox.sweep();
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.#running = undefined;
    }
  }
}
