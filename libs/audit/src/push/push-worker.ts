import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AuditPush } from './audit-push.js';

const EVERY_MS = 1_000;

/** Pushes once a second what has been sealed. */
@Injectable()
export class PushWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PushWorker.name);
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly push: AuditPush) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.push.begin();
    this.#timer = setInterval(() => void (this.#running ??= this.turn()), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  private async turn(): Promise<void> {
    try {
      await this.push.run(this.#stop.signal);
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.#running = undefined;
    }
  }
}
