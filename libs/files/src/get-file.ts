import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BlobStore, type ByteRange } from '#storage';
import { WopiError } from '#wopi-protocol';
import type { RequestContext } from './file.js';
import { inWopi } from './storage-to-wopi.js';

/** GetFile (`rest/files/getfile`): the bytes of exactly the version that the request's context names. */
@Injectable()
export class GetFile {
  constructor(private readonly blobs: BlobStore) {}

  /**
   * @param maxExpectedSize X-WOPI-MaxExpectedSize: a larger file is not sent
   * @throws WopiError `too_large_for_client`
   */
  run(
    { session, file }: RequestContext,
    maxExpectedSize?: number,
    range?: ByteRange,
  ): Promise<Buffer | Readable> {
    if (maxExpectedSize !== undefined && file.size > maxExpectedSize)
      throw new WopiError('too_large_for_client');
    return inWopi(this.blobs.read({ tenantId: session.tenantId, key: file.blobKey }, range));
  }
}
