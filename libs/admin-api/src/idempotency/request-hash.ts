import { createHash } from 'node:crypto';
import type { Request } from 'express';

/** Of an upload, whose bytes have not come yet, what its headers say. */
const OF_UPLOADS = ['content-type', 'content-length', 'content-digest'] as const;

/** Two requests with one hash ask for the same. */
export function requestHash({ originalUrl, headers, body }: Request): Buffer {
  const sent: unknown = body === undefined ? OF_UPLOADS.map((name) => headers[name] ?? null) : body;
  return createHash('sha256')
    .update(JSON.stringify([originalUrl, sent]))
    .digest();
}
