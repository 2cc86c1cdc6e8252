import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ByteRange } from '#storage';
import { WopiError } from '#wopi-protocol';
import { ContentReader } from './chunks/content-reader.js';
import type { RequestContext } from './file.js';
import { requireMayFetch } from './secure-view/may-fetch.js';
import { inWopi } from './storage-to-wopi.js';

/** GetFile (`rest/files/getfile`): the bytes of exactly the version that the request's context names. */
@Injectable()
export class GetFile {
  constructor(private readonly content: ContentReader) {}

  /**
   * @param maxExpectedSize X-WOPI-MaxExpectedSize: a larger file is not sent
   * @throws WopiError `too_large_for_client`, `not_permitted`
   */
  run(context: RequestContext, maxExpectedSize?: number, range?: ByteRange): Promise<Buffer | Readable> {
    const { session, file } = context;
    requireMayFetch(context);
    if (maxExpectedSize !== undefined && file.size > maxExpectedSize)
      throw new WopiError('too_large_for_client');
    // Named even for the whole file: a blob that is shorter than its row must fail, not end early.
    const part = range ?? (file.size > 0 ? { start: 0, end: file.size - 1 } : undefined);
    return inWopi(this.content.read({ tenantId: session.tenantId, key: file.blobKey }, part));
  }
}
