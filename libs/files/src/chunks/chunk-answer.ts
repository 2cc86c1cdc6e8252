import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { END_FRAME, messageFrame } from '#wopi-protocol';
import { ContentReader } from './content-reader.js';
import type { Segment } from './chunk-list.js';

/** A frame whose payload is stored. */
export interface StoredFrame {
  readonly head: Buffer;
  readonly payload: Segment;
}

/** Frames on their way to a client. */
export interface ChunkAnswer {
  /** The state of the file that they show. */
  readonly version: string;
  readonly size: number;
  readonly content: Readable;
}

/** Puts answers together whose payloads go from the store to the client in pieces. */
@Injectable()
export class ChunkAnswers {
  constructor(private readonly content: ContentReader) {}

  make(tenantId: string, version: string, message: object, frames: readonly StoredFrame[]): ChunkAnswer {
    const first = messageFrame(message);
    const size = frames.reduce(
      (sum, { head, payload }) => sum + head.length + payload.length,
      first.length + END_FRAME.length,
    );
    const pieces = this.pieces(tenantId, first, frames);
    return { version, size, content: Readable.from(pieces, { objectMode: false }) };
  }

  private async *pieces(
    tenantId: string,
    first: Buffer,
    frames: readonly StoredFrame[],
  ): AsyncGenerator<Buffer> {
    yield first;
    const payloads = frames.map(({ payload }) => payload).filter(({ length }) => length > 0);
    const bytes = this.content.segments(tenantId, payloads);
    try {
      let rest: Buffer = Buffer.alloc(0);
      for (const { head, payload } of frames) {
        yield head;
        for (let left = payload.length; left > 0;) {
          if (rest.length === 0) rest = (await bytes.next()).value as Buffer;
          const piece = rest.subarray(0, left);
          rest = rest.subarray(piece.length);
          left -= piece.length;
          yield piece;
        }
      }
    } finally {
      await bytes.return(undefined);
    }
    yield END_FRAME;
  }
}
