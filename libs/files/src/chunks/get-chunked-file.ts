import { Injectable } from '@nestjs/common';
import { chunkFrameHead, type ContentFilter, type GetChunkedFileMessage, WopiError } from '#wopi-protocol';
import type { RequestContext } from '../file.js';
import { FileContentRepository } from '../persistence/file-content.repository.js';
import { requireMayFetch } from '../secure-view/may-fetch.js';
import { inWopi } from '../storage-to-wopi.js';
import { type ChunkAnswer, ChunkAnswers } from './chunk-answer.js';
import type { ChunkList, PlacedChunk } from './chunk-list.js';
import { FileStreams, signatureOf } from './file-streams.js';

/** GetChunkedFile (`plus/file-transfer/get-chunked-file`): how streams are made of chunks, and those the client lacks. */
@Injectable()
export class GetChunkedFile {
  constructor(
    private readonly contents: FileContentRepository,
    private readonly streams: FileStreams,
    private readonly answers: ChunkAnswers,
  ) {}

  /** @throws WopiError `file_not_found`, `not_permitted`, or what the storage says */
  async run(context: RequestContext, message: GetChunkedFileMessage): Promise<ChunkAnswer> {
    requireMayFetch(context);
    const { tenantId, fileId } = context.session;
    const content = await this.contents.find(tenantId, fileId);
    if (!content) throw new WopiError('file_not_found');
    const signatures = [];
    const toSend = new Map<string, PlacedChunk>();
    for (const filter of message.filters) {
      const list = await inWopi(this.streams.of(tenantId, content, filter.streamId));
      signatures.push(signatureOf(filter.streamId, list));
      for (const chunk of chosen(filter, list)) if (!toSend.has(chunk.id)) toSend.set(chunk.id, chunk);
    }
    const properties = content.properties.filter(({ Name }) => message.properties.has(Name));
    const frames = [...toSend.values()].map((chunk) => ({
      head: chunkFrameHead(chunk.id, chunk.length),
      payload: chunk,
    }));
    const answer = { ContentProperties: properties, Signatures: signatures };
    return this.answers.make(tenantId, content.version, answer, frames);
  }
}

function chosen(
  { chunksToReturn, alreadyKnown }: ContentFilter,
  { scheme, chunks }: ChunkList,
): PlacedChunk[] {
  const last = scheme === 'Zip' ? chunks.slice(-1) : [];
  const asked = { All: chunks, None: [], LastZipChunk: last }[chunksToReturn];
  return asked.filter(({ id }) => !alreadyKnown.has(id));
}
