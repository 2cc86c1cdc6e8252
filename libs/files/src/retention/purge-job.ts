import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { Purge } from './purge.js';

const HOUR_MS = 3600 * 1000;

/** Purges once an hour; of several replicas one at a time does. */
@Injectable()
export class PurgeJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PurgeJob.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly purge: Purge,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.run(), HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  private async run(): Promise<void> {
    try {
      const report = await this.purge.run(this.options.tenantId);
      if (report && report.versions + report.recovered > 0)
        this.logger.log(`Purged ${report.versions} versions and ${report.recovered} recovered saves`);
    } catch (error) {
      this.logger.error(error);
    }
  }
}
