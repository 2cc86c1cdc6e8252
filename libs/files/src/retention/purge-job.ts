import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { Purge } from './purge.js';

const MINUTE_MS = 60 * 1000;
const EVERY_MS = 60 * MINUTE_MS;
/** After how long it tries again where something was in its way. */
const AGAIN_MS = 5 * MINUTE_MS;

/** Purges once an hour; of several replicas one at a time does. */
@Injectable()
export class PurgeJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PurgeJob.name);
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    private readonly purge: Purge,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.runIn(EVERY_MS);
  }

  onApplicationShutdown(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  private runIn(milliseconds: number): void {
    if (this.#ended) return;
    const work = () => void this.run().then((done) => this.runIn(done ? EVERY_MS : AGAIN_MS));
    this.#timer = setTimeout(work, milliseconds).unref();
  }

  /** Whether it came to its end. */
  private async run(): Promise<boolean> {
    try {
      const report = await this.purge.run(this.options.tenantId);
      if (report && report.versions + report.recovered > 0)
        this.logger.log(`Purged ${report.versions} versions and ${report.recovered} recovered saves`);
      return report !== undefined;
    } catch (error) {
      this.logger.error(error);
      return false;
    }
  }
}
