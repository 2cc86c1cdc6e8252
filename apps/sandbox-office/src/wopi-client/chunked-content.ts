import { Readable } from 'node:stream';
import {
  chunkFrameHead,
  END_FRAME,
  FrameReader,
  FrameType,
  MAIN_CONTENT,
  MESSAGE_MAX_BYTES,
  messageFrame,
  readPutChunkedFile,
  spookyHash,
  WopiError,
} from '#wopi-protocol';
import { DocumentError } from '../documents/document-error.js';

const idOf = (bytes: Uint8Array): string => spookyHash(bytes).toString('base64');

/** The body of GetChunkedFile for one who has `known` already. */
export function getBody(known: Uint8Array | undefined): Buffer {
  const filter = {
    StreamId: MAIN_CONTENT,
    ChunkingScheme: 'FullFile',
    ChunksToReturn: 'All',
    AlreadyKnownChunks: known ? [idOf(known)] : [],
  };
  return Buffer.concat([
    messageFrame({ ContentPropertiesToReturn: [], ContentFilters: [filter] }),
    END_FRAME,
  ]);
}

/** The body of PutChunkedFile that makes `content`, in one chunk, what the file is. */
export function putBody(content: Uint8Array): Buffer {
  const id = idOf(content);
  const chunks = content.length > 0 ? [{ ChunkId: id, Length: content.length }] : [];
  const stream = { StreamId: MAIN_CONTENT, ChunkingScheme: 'FullFile', ChunkSignatures: chunks };
  return Buffer.concat([
    messageFrame({ ContentProperties: [], Signatures: [stream], UploadSessionTokenToCommit: null }),
    ...(content.length > 0 ? [chunkFrameHead(id, content.length), content] : []),
    END_FRAME,
  ]);
}

/**
 * The content that an answer of GetChunkedFile describes, put together of its chunks and what was `known`.
 * @throws DocumentError for an answer that makes no whole content
 */
export async function readContent(answer: Buffer, known: Uint8Array | undefined): Promise<Buffer> {
  try {
    const reader = new FrameReader(Readable.from([answer]));
    // Messages of both directions describe streams alike.
    const { signatures } = readPutChunkedFile(await reader.message(MESSAGE_MAX_BYTES));
    const chunks = await chunksIn(reader);
    if (known) chunks.set(idOf(known), known);
    const main = signatures.find(({ StreamId }) => StreamId === MAIN_CONTENT);
    return Buffer.concat((main?.ChunkSignatures ?? []).map(({ ChunkId }) => needed(chunks.get(ChunkId))));
  } catch (error) {
    if (error instanceof WopiError)
      throw new DocumentError('The host answered GetChunkedFile with something else.');
    throw error;
  }
}

/** Whole chunks by what their bytes say their ids are. */
async function chunksIn(reader: FrameReader): Promise<Map<string, Uint8Array>> {
  const chunks = new Map<string, Uint8Array>();
  for (;;) {
    const frame = await reader.next();
    if (!frame) throw new DocumentError('The host broke off while it sent the document.');
    if (frame.type === FrameType.End) return chunks;
    const pieces: Buffer[] = [];
    for await (const piece of reader.payload()) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    chunks.set(idOf(bytes), bytes);
  }
}

function needed(chunk: Uint8Array | undefined): Uint8Array {
  if (!chunk) throw new DocumentError('The host did not send all chunks of the document.');
  return chunk;
}
