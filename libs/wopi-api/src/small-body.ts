import type { Readable } from 'node:stream';
import { WopiError } from '#wopi-protocol';

/** A body that is text by nature, as one string. @throws WopiError `body_too_large`, `body_mismatch` */
export async function readSmallBody(body: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The rest of what is too long is read away by whoever answers, so the stream must survive this loop.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new WopiError('body_too_large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof WopiError) throw error;
    throw new WopiError('body_mismatch', {}, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}
