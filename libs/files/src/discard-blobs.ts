import { Injectable, Logger } from '@nestjs/common';
import { BlobStore } from '#storage';

/** Removes the bytes of blobs that nobody can name any more. */
@Injectable()
export class DiscardBlobs {
  private readonly logger = new Logger(DiscardBlobs.name);

  constructor(private readonly blobs: BlobStore) {}

  /** Never throws: what could not be removed is left to the sweeper. */
  async run(tenantId: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.blobs.remove({ tenantId, key }).catch((failure: unknown) => this.logger.error(failure));
    }
  }
}
