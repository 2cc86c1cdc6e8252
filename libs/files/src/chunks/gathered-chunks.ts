import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { BlobStore } from '#storage';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { inWopi } from '../storage-to-wopi.js';
import { type ChunkList, type PlacedChunk, segmentsOf, sizeOf } from './chunk-list.js';
import { ContentReader } from './content-reader.js';
import { spansOf } from './spans.js';

/** Places that content may lie in, however small it is. */
const MOST_SPANS = 256;
/** Bytes that a place must bring on the average where there are more. */
const LEAST_BYTES = 64 * 1024;

/** Where content lies, and the blobs that were made for it and that no row names yet. */
export interface Gathered {
  readonly list: ChunkList;
  readonly blobs: readonly string[];
}

/**
 * Keeps small what a read of content costs: what would lie in too many places is put into one new blob by the save that
 * brings it, once, instead of being looked for by each read.
 */
@Injectable()
export class GatheredChunks {
  constructor(
    private readonly blobs: BlobStore,
    private readonly content: ContentReader,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** The same chunks, where a read finds them. @throws WopiError, as the storage says */
  async run(tenantId: string, list: ChunkList): Promise<Gathered> {
    const segments = segmentsOf(list);
    const spans = spansOf(segments).length;
    if (spans <= MOST_SPANS || sizeOf(list) >= spans * LEAST_BYTES) return { list, blobs: [] };
    const content = Readable.from(this.content.segments(tenantId, segments), { objectMode: false });
    const { key } = await inWopi(
      this.blobs.write(tenantId, content, { maxBytes: this.options.maxFileBytes }),
    );
    return { list: { scheme: list.scheme, chunks: placedIn(key, list.chunks) }, blobs: [key] };
  }
}

function placedIn(part: string, chunks: readonly PlacedChunk[]): PlacedChunk[] {
  let start = 0;
  return chunks.map((chunk) => {
    const placed = { ...chunk, part, start };
    start += chunk.length;
    return placed;
  });
}
