import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { FileError } from '#files';

export interface UploadedContent {
  readonly content: Readable;
  /** As the sender announced it; undefined for a chunked body. */
  readonly expectedBytes: number | undefined;
}

/**
 * The body of an upload.
 * @throws FileError `too_large` for what says so beforehand, before a byte is stored
 */
export function uploadOf(request: Request, maxBytes: number): UploadedContent {
  const length = request.headers['content-length'];
  const expectedBytes = length === undefined ? undefined : Number(length);
  if (expectedBytes !== undefined && expectedBytes > maxBytes) throw new FileError('too_large');
  return { content: request, expectedBytes };
}
