import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import contentDisposition from 'content-disposition';
import type { Response } from 'express';

export interface Download {
  readonly stream: Readable;
  /** Bytes. */
  readonly size: number;
  readonly name: string;
}

/**
 * Sends a file so that no browser shows or runs it at the portal's address, whatever it holds.
 * A stream that fails ends the connection: the browser sees a broken download, never a short file.
 */
export async function sendDownload(response: Response, { stream, size, name }: Download): Promise<void> {
  response.set({
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(size),
    'Content-Disposition': contentDisposition(name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  await pipeline(stream, response).catch(() => response.destroy());
}
