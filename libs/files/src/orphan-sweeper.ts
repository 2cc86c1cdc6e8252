import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { BlobStore } from '#storage';
import { FileRepository } from './persistence/file.repository.js';

export const SWEEP_OPTIONS = Symbol('SWEEP_OPTIONS');

export interface SweepOptions {
  /** A blob this young may belong to a save that is still under way, in seconds. */
  readonly graceSeconds: number;
  readonly everySeconds: number;
}

/**
 * Removes blobs that no version names: leftovers of saves that were cut off. The fate of each blob is settled by one row that
 * either the version or the sweeper inserts first, so a blob that a version names is never removed, whatever the timing.
 */
@Injectable()
export class OrphanSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OrphanSweeper.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly blobs: BlobStore,
    private readonly files: FileRepository,
    @Inject(SWEEP_OPTIONS) private readonly options: SweepOptions,
  ) {}

  onApplicationBootstrap(): void {
    const { everySeconds } = this.options;
    this.#timer = setInterval(() => void this.sweepQuietly(), everySeconds * 1000).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Answers how many blobs were removed. */
  async sweep(): Promise<number> {
    let removed = 0;
    const before = new Date(Date.now() - this.options.graceSeconds * 1000);
    for await (const blob of this.blobs.listOlder(before)) {
      if (!(await this.files.claimOrphan(blob.tenantId, blob.key))) continue;
      await this.blobs.remove(blob);
      removed += 1;
    }
    return removed;
  }

  private async sweepQuietly(): Promise<void> {
    try {
      const removed = await this.sweep();
      if (removed > 0) this.logger.log(`Removed ${removed} blobs that no version names`);
    } catch (error) {
      this.logger.error(error);
    }
  }
}
