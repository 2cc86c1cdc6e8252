import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SessionRepository } from './persistence/session.repository.js';
import { SigningKeyRepository } from './persistence/signing-key.repository.js';

const DAY_MS = 24 * 3600 * 1000;

/** Removes, once a day, sessions and signing keys that are long over. */
@Injectable()
export class ForgetOld implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ForgetOld.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionRepository,
    private readonly keys: SigningKeyRepository,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
    this.#timer = setInterval(() => void this.run(), DAY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  private async run(): Promise<void> {
    try {
      await this.sessions.forgetOld();
      await this.keys.forgetDead();
    } catch (error) {
      this.logger.error(error);
    }
  }
}
