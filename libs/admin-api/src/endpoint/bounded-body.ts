import type { Request } from 'express';
import { Problem } from '#http-server';

/** The whole of an upload. @throws Problem 413 with the sentence, as soon as it is longer than `most` bytes */
export async function boundedBody(request: Request, most: number, sentence: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Problem(413, sentence);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
