import { Injectable } from '@nestjs/common';
import { MAIN_CONTENT, spookyHash, type StreamSignature } from '#wopi-protocol';
import type { FileContent, StreamBlob } from '../persistence/file-content.repository.js';
import type { ChunkList, PlacedChunk } from './chunk-list.js';
import { ChunkLists } from './chunk-lists.js';

/** The one chunk of an empty main content (page plus/file-transfer/get-chunked-file). */
export const EMPTY_CHUNK: PlacedChunk = {
  id: spookyHash(Buffer.alloc(0)).toString('base64'),
  length: 0,
  part: '',
  start: 0,
};

const EMPTY_CONTENT: ChunkList = { scheme: 'FullFile', chunks: [EMPTY_CHUNK] };
/** What a stream that does not exist is answered as. */
const NO_STREAM: ChunkList = { scheme: 'Zip', chunks: [] };

/** The streams of a file as lists of chunks. */
@Injectable()
export class FileStreams {
  constructor(private readonly lists: ChunkLists) {}

  /** @throws StorageError */
  async of(tenantId: string, content: FileContent, streamId: string): Promise<ChunkList> {
    const stream =
      streamId === MAIN_CONTENT ? content : content.streams.find((other) => other.streamId === streamId);
    if (!stream) return NO_STREAM;
    if (stream.size === 0) return EMPTY_CONTENT;
    return this.lists.of({ tenantId, key: stream.blobKey, size: stream.size });
  }

  /** Every chunk that the file holds now, by its id. @throws StorageError */
  async chunks(tenantId: string, content: FileContent): Promise<Map<string, PlacedChunk>> {
    return this.chunksOf(tenantId, [content, ...content.streams]);
  }

  /** Every chunk of these, by its id. @throws StorageError */
  async chunksOf(tenantId: string, streams: readonly StreamBlob[]): Promise<Map<string, PlacedChunk>> {
    const known = new Map<string, PlacedChunk>();
    for (const { blobKey: key, size } of streams) {
      if (size === 0) continue;
      const { chunks } = await this.lists.of({ tenantId, key, size });
      for (const chunk of chunks) known.set(chunk.id, chunk);
    }
    return known;
  }
}

/** A stream as messages describe it. */
export const signatureOf = (streamId: string, { scheme, chunks }: ChunkList): StreamSignature => ({
  StreamId: streamId,
  ChunkingScheme: scheme,
  ChunkSignatures: chunks.map(({ id, length }) => ({ ChunkId: id, Length: length })),
});
