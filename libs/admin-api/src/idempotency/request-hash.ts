import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from '#http-server';

/** Of an upload, whose bytes have not come yet, what its headers say. */
const OF_UPLOADS = ['content-type', 'content-length', 'content-digest'] as const;

/** Two requests with one hash ask for the same. @throws Problem 400 */
export function requestHash({ originalUrl, headers, body }: Request): Buffer {
  const sent: unknown = body === undefined ? OF_UPLOADS.map((name) => headers[name] ?? null) : body;
  return createHash('sha256')
    .update(textOf([originalUrl, sent]))
    .digest();
}

/** What can be parsed may be nested too deeply to be written again. */
function textOf(asked: unknown): string {
  try {
    return JSON.stringify(asked);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(400, 'The request body is nested too deeply.');
    throw error;
  }
}
