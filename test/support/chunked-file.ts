import { Readable } from 'node:stream';
import {
  chunkFrameHead,
  type ChunkSignature,
  type ContentProperty,
  END_FRAME,
  FrameReader,
  FrameType,
  messageFrame,
  spookyHash,
  type StreamSignature,
  WopiHeader,
  zipChunkLengths,
} from '#wopi-protocol';
import type { WopiAnswer, WopiClient } from './wopi-client.js';

export const chunkIdOf = (bytes: Buffer): string => spookyHash(bytes).toString('base64');

/** A chunk as a client holds it. */
export interface ClientChunk {
  readonly id: string;
  readonly bytes: Buffer;
}

const chunkOf = (bytes: Buffer): ClientChunk => ({ id: chunkIdOf(bytes), bytes });

/** Content as a client cuts it: along an archive, else not at all. */
export async function chunksOf(content: Buffer): Promise<ClientChunk[]> {
  const lengths = await zipChunkLengths(content.length, async (start, length) =>
    content.subarray(start, start + length),
  );
  if (!lengths) return content.length === 0 ? [] : [chunkOf(content)];
  let at = 0;
  return lengths.map((length) => chunkOf(content.subarray(at, (at += length))));
}

export const signatureOf = (chunks: readonly ClientChunk[], StreamId = 'MainContent'): StreamSignature => ({
  StreamId,
  ChunkingScheme: chunks.length > 1 ? 'Zip' : 'FullFile',
  ChunkSignatures: chunks.map(({ id, bytes }): ChunkSignature => ({ ChunkId: id, Length: bytes.length })),
});

export const chunkFrames = (chunks: readonly ClientChunk[]): Buffer =>
  Buffer.concat(chunks.flatMap(({ id, bytes }) => [chunkFrameHead(id, bytes.length), bytes]));

/** The body of a PutChunkedFile that sends these chunks. */
export const saveBody = (
  signatures: readonly StreamSignature[],
  sent: readonly ClientChunk[],
  more: { properties?: readonly ContentProperty[]; token?: string } = {},
): Buffer =>
  Buffer.concat([
    messageFrame({
      ContentProperties: more.properties ?? [],
      Signatures: signatures,
      UploadSessionTokenToCommit: more.token ?? null,
    }),
    chunkFrames(sent),
    END_FRAME,
  ]);

export interface Presented {
  readonly lock?: string;
  readonly coauthLockId?: string;
}

export const putChunkedFile = (
  client: WopiClient,
  sequenceNumber: string | undefined,
  body: Buffer | Readable,
  { lock = '', coauthLockId = '' }: Presented = {},
): Promise<WopiAnswer> =>
  client.call({
    method: 'POST',
    suffix: '/contents',
    body,
    headers: {
      [WopiHeader.Override]: 'PUT_CHUNKED_FILE',
      [WopiHeader.Lock]: lock,
      [WopiHeader.CoauthLockId]: coauthLockId,
      ...(sequenceNumber === undefined ? {} : { [WopiHeader.SequenceNumber]: sequenceNumber }),
    },
  });

export const sequenceNumberOf = ({ headers }: WopiAnswer): string =>
  headers[WopiHeader.SequenceNumber.toLowerCase()] as string;

/** An answer of frames: its message, and the payloads behind it by the base64 of their headers. */
export async function framesOf(
  body: Buffer,
): Promise<{ message: Record<string, unknown>; payloads: Map<string, Buffer> }> {
  const reader = new FrameReader(Readable.from([body]));
  const message = (await reader.message(body.length)) as Record<string, unknown>;
  const payloads = new Map<string, Buffer>();
  for (;;) {
    const frame = await reader.next();
    if (!frame) throw new Error('There is no end frame');
    if (frame.type === FrameType.End) return { message, payloads };
    const pieces: Buffer[] = [];
    for await (const piece of reader.payload()) pieces.push(piece);
    payloads.set(frame.header.toString('base64'), Buffer.concat(pieces));
  }
}

/** GetChunkedFile for one stream. */
export const getChunkedFile = (
  client: WopiClient,
  known: readonly string[] = [],
  { streamId = 'MainContent', chunksToReturn = 'All', properties = [] as readonly string[] } = {},
): Promise<WopiAnswer> =>
  client.post(
    'GET_CHUNKED_FILE',
    {},
    Buffer.concat([
      messageFrame({
        ContentPropertiesToReturn: properties,
        ContentFilters: [
          {
            AlreadyKnownChunks: known,
            ChunkingScheme: 'Zip',
            ChunksToReturn: chunksToReturn,
            StreamId: streamId,
          },
        ],
      }),
      END_FRAME,
    ]),
  );
