import type { Readable } from 'node:stream';
import { WopiError } from '#wopi-protocol';

/** A body that is text by nature, as one string. @throws WopiError `body_too_large` */
export async function readSmallBody(body: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new WopiError('body_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
