import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type BlobAddress, BlobStore, type ByteRange, StorageError } from '#storage';
import { isAssembled, type Segment, segmentsOf } from './chunk-list.js';
import { segmentsWithin, spansOf } from './spans.js';
import { ChunkListRepository } from '../persistence/chunk-list.repository.js';

/** Smaller content comes in one piece, as it does from a blob store. */
const WHOLE_BYTES = 256 * 1024;

/** Reads the content under a blob's key, whether one blob holds it or it is put together from chunks in several. */
@Injectable()
export class ContentReader {
  constructor(
    private readonly blobs: BlobStore,
    private readonly lists: ChunkListRepository,
  ) {}

  /** The bytes, or a part of them. @throws StorageError `missing`, `failed` */
  async read(blob: BlobAddress, range?: ByteRange): Promise<Buffer | Readable> {
    if (!isAssembled(blob.key)) return this.blobs.read(blob, range);
    const list = await this.lists.find(blob);
    if (!list) throw new StorageError('missing');
    const segments = segmentsOf(list, range);
    const size = segments.reduce((sum, { length }) => sum + length, 0);
    const pieces = this.segments(blob.tenantId, segments);
    return size > WHOLE_BYTES ? Readable.from(pieces, { objectMode: false }) : together(pieces);
  }

  /** The bytes of segments, one after the other, in pieces; what lies close together is read at once. */
  async *segments(tenantId: string, segments: Iterable<Segment>): AsyncGenerator<Buffer> {
    for (const span of spansOf(segments)) {
      const { part, start, length } = span;
      const range = { start, end: start + length - 1 };
      const bytes = await this.blobs.read({ tenantId, key: part }, range);
      yield* segmentsWithin(span, Buffer.isBuffer(bytes) ? [bytes] : (bytes as AsyncIterable<Buffer>));
    }
  }
}

async function together(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
