import { PassThrough, type Readable } from 'node:stream';
import type { Request } from 'express';
import { FileError } from '#files';

export interface UploadedContent {
  readonly content: Readable;
  /** As the sender announced it; undefined for a chunked body. */
  readonly expectedBytes: number | undefined;
}

/**
 * The body of an upload. A stream of its own, because the request's would take the connection with it when the reader
 * gives up, and with the connection the answer.
 * @throws FileError `too_large` for what says so beforehand, before a byte is stored
 */
export function uploadOf(request: Request, maxBytes: number): UploadedContent {
  const length = request.headers['content-length'];
  const expectedBytes = length === undefined ? undefined : Number(length);
  if (expectedBytes !== undefined && expectedBytes > maxBytes) throw new FileError('too_large');
  const content = new PassThrough({ highWaterMark: 1024 * 1024 });
  request.on('error', (error) => content.destroy(error));
  return { content: request.pipe(content), expectedBytes };
}
