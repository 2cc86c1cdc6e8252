import { Injectable } from '@nestjs/common';
import {
  FrameReader,
  MESSAGE_MAX_BYTES,
  type PutChunkedFileMessage,
  readPutChunkedFile,
} from '#wopi-protocol';
import { type ChunkPack, ChunkPacks, type ChunkSource } from './chunk-packs.js';
import { ContentReader } from './content-reader.js';
import { type Uploader, UploadSessions } from './upload-sessions.js';

/** A PutChunkedFile that has been read: its message, and its chunks in one new blob that no row names yet. */
export interface IncomingSave {
  readonly message: PutChunkedFileMessage;
  readonly pack: ChunkPack;
}

/** Reads the body of a PutChunkedFile. */
@Injectable()
export class IncomingSaves {
  constructor(
    private readonly packs: ChunkPacks,
    private readonly uploads: UploadSessions,
    private readonly content: ContentReader,
  ) {}

  /**
   * The chunks of an upload session count as if they had come with the request.
   * @throws WopiError `invalid_body`, `body_too_large`, `upload_session_gone`, or what the storage says
   */
  async read(uploader: Uploader, body: AsyncIterable<Uint8Array>): Promise<IncomingSave> {
    const { tenantId } = uploader.session;
    const inline = new FrameReader(body);
    const message = readPutChunkedFile(await inline.message(MESSAGE_MAX_BYTES));
    const { signatures, uploadSessionToken } = message;
    const sources: ChunkSource[] = [{ frames: inline, endFrame: true }];
    if (uploadSessionToken !== undefined) {
      const { fragments } = await this.uploads.find(uploader, uploadSessionToken);
      const frames = new FrameReader(this.content.segments(tenantId, fragments));
      sources.unshift({ frames, endFrame: false });
    }
    const wanted = signatures.flatMap(({ ChunkSignatures }) => ChunkSignatures.map(({ ChunkId }) => ChunkId));
    return { message, pack: await this.packs.write(tenantId, sources, new Set(wanted)) };
  }
}
