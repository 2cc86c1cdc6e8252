import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { Purge } from './purge.js';

const MINUTE_MS = 60 * 1000;

/** Purges once an hour; of several replicas one at a time does. */
@Injectable()
export class PurgeJob extends BackgroundWork {
  constructor(
    private readonly purge: Purge,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {
    super({ everyMs: 60 * MINUTE_MS, againMs: 5 * MINUTE_MS });
  }

  protected async turn(stop: AbortSignal): Promise<void | 'again'> {
    const report = await this.purge.run(this.options.tenantId, stop);
    if (report === undefined) return 'again';
    if (report.versions + report.recovered > 0)
      this.logger.log(`Purged ${report.versions} versions and ${report.recovered} recovered saves`);
  }
}
