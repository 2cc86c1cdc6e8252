import { Injectable } from '@nestjs/common';
import { type ChunkRange, chunkRangeFrameHead, type StreamRanges, WopiError } from '#wopi-protocol';
import type { RequestContext } from '../file.js';
import { FileContentRepository } from '../persistence/file-content.repository.js';
import { requireMayFetch } from '../secure-view/may-fetch.js';
import { inWopi } from '../storage-to-wopi.js';
import { type ChunkAnswer, ChunkAnswers, type StoredFrame } from './chunk-answer.js';
import { type ChunkList, type PlacedChunk, sizeOf } from './chunk-list.js';
import { FileStreams } from './file-streams.js';
import { spansOf } from './spans.js';

/** Places that one answer may be read from. */
const MOST_SPANS = 4_096;

/** GetChunks (`plus/file-transfer/get-chunks`): parts of chunks, for a download that was cut off. */
@Injectable()
export class GetChunks {
  constructor(
    private readonly contents: FileContentRepository,
    private readonly streams: FileStreams,
    private readonly answers: ChunkAnswers,
  ) {}

  /** Chunks that the file no longer has are left out. @throws WopiError `file_not_found`, `not_permitted`, or what the storage says */
  async run(context: RequestContext, wanted: readonly StreamRanges[]): Promise<ChunkAnswer> {
    requireMayFetch(context);
    const { tenantId, fileId } = context.session;
    const content = await this.contents.find(tenantId, fileId);
    if (!content) throw new WopiError('file_not_found');
    const collection = [];
    const frames: StoredFrame[] = [];
    for (const { streamId, ranges } of wanted) {
      const list = await inWopi(this.streams.of(tenantId, content, streamId));
      const found = framesOf(list, ranges);
      const size = [...found.values()].flat().reduce((sum, { payload }) => sum + payload.length, 0);
      if (size > sizeOf(list))
        throw new WopiError('invalid_body', { reason: 'That is more than the stream has.' });
      collection.push({ StreamId: streamId, ChunkIds: [...found.keys()] });
      frames.push(...[...found.values()].flat());
    }
    if (spansOf(frames.map(({ payload }) => payload)).length > MOST_SPANS)
      throw new WopiError('invalid_body', { reason: 'The ranges are too many and too scattered.' });
    return this.answers.make(tenantId, content.version, { ChunkRangeCollection: collection }, frames);
  }
}

/** The frames of each chunk of which something is sent. */
function framesOf({ chunks }: ChunkList, ranges: readonly ChunkRange[]): Map<string, StoredFrame[]> {
  const byId = new Map(chunks.map((chunk) => [chunk.id, chunk]));
  const frames = new Map<string, StoredFrame[]>();
  for (const range of ranges) {
    const chunk = byId.get(range.chunkId);
    if (!chunk || range.offset > chunk.length) continue;
    const known = frames.get(chunk.id);
    if (known) known.push(frameOf(chunk, range));
    else frames.set(chunk.id, [frameOf(chunk, range)]);
  }
  return frames;
}

function frameOf({ id, part, start, length }: PlacedChunk, range: ChunkRange): StoredFrame {
  const left = length - range.offset;
  const size = Math.min(range.length ?? left, left);
  return {
    head: chunkRangeFrameHead(id, range.offset, size, size === left),
    payload: { part, start: start + range.offset, length: size },
  };
}
