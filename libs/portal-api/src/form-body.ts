import type { Request } from 'express';
import { Problem } from '#http-server';

const BODY_MAX_BYTES = 4 * 1024;

/** The fields of a small form. @throws Problem */
export async function formBody(request: Request): Promise<URLSearchParams> {
  if (!request.is('application/x-www-form-urlencoded'))
    throw new Problem(415, 'The request body must be a form.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES)
      throw new Problem(413, 'The request body is too large.', { Connection: 'close' });
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
