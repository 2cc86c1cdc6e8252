import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { Db } from '#database';
import { type BlobAddress, BlobStore } from '#storage';
import { DiscardBlobs } from './discard-blobs.js';
import { BlobFateRepository } from './persistence/blob-fate.repository.js';
import { FileContentRepository } from './persistence/file-content.repository.js';
import { UploadSessionRepository } from './persistence/upload-session.repository.js';

const BATCH = 500;

export const SWEEP_OPTIONS = Symbol('SWEEP_OPTIONS');

export interface SweepOptions {
  /** A blob this young may belong to a save that is still under way, in seconds. */
  readonly graceSeconds: number;
  readonly everySeconds: number;
}

/**
 * Removes blobs that no row names: leftovers of saves that were cut off, and what upload sessions and streams that have ended
 * left behind. The fate of each blob is settled by one row that
 * either who names it or the sweeper inserts first, so a blob that a version names is never removed, whatever the timing.
 */
@Injectable()
export class OrphanSweeper extends BackgroundWork {
  constructor(
    private readonly blobs: BlobStore,
    private readonly fates: BlobFateRepository,
    private readonly contents: FileContentRepository,
    private readonly uploads: UploadSessionRepository,
    private readonly discard: DiscardBlobs,
    private readonly db: Db,
    @Inject(SWEEP_OPTIONS) private readonly options: SweepOptions,
  ) {
    super({ everyMs: options.everySeconds * 1000 });
  }

  /** Answers how many blobs were removed. Ends early when told to stop. */
  async sweep(stop?: AbortSignal): Promise<number> {
    let removed = 0;
    let batch: BlobAddress[] = [];
    const before = new Date(Date.now() - this.options.graceSeconds * 1000);
    for await (const blob of this.blobs.listOlder(before)) {
      if (batch.length === BATCH || (batch[0] && batch[0].tenantId !== blob.tenantId)) {
        removed += await this.sweepBatch(batch);
        if (stop?.aborted) return removed;
        batch = [];
      }
      batch.push(blob);
    }
    return removed + (await this.sweepBatch(batch)) + (await this.sweepUnnamed(stop));
  }

  /** Blobs that a row named once. */
  private async sweepUnnamed(stop?: AbortSignal): Promise<number> {
    await this.contents.forgetExpired();
    await this.uploads.endExpired();
    let removed = 0;
    for (;;) {
      const unnamed = await this.fates.unnamed(this.options.graceSeconds);
      const before = removed;
      for (const { tenantId, key } of unnamed) {
        const gone = await this.db.transaction(() => this.fates.letGo(tenantId, [key]));
        await this.discard.run(tenantId, gone);
        removed += gone.length;
      }
      if (removed === before || stop?.aborted) return removed;
    }
  }

  /** Blobs of one tenant. Looked up together, since nearly all of them are kept. */
  private async sweepBatch(batch: readonly BlobAddress[]): Promise<number> {
    const tenantId = batch[0]?.tenantId;
    if (tenantId === undefined) return 0;
    let removed = 0;
    const keys = batch.map(({ key }) => key);
    for (const key of await this.fates.orphans(tenantId, keys)) {
      if (!(await this.fates.claimOrphan(tenantId, key))) continue;
      await this.discard.run(tenantId, [key]);
      removed += 1;
    }
    return removed;
  }

  protected async turn(stop: AbortSignal): Promise<void> {
    const removed = await this.sweep(stop);
    if (removed > 0) this.logger.log(`Removed ${removed} blobs that nothing names`);
  }
}
