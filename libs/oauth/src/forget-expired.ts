import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';

const HOUR_MS = 3600 * 1000;

/** Removes, once an hour, codes and tokens that are long over. */
@Injectable()
export class ForgetExpired implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ForgetExpired.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly records: OAuthRecordRepository) {}

  onApplicationBootstrap(): void {
    const run = () => void this.records.forgetExpired().catch((error: unknown) => this.logger.error(error));
    run();
    this.#timer = setInterval(run, HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }
}
