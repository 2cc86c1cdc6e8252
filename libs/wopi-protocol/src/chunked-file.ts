import { listIn, objectIn, textIn, wholeNumberIn, wordIn } from './message-json.js';
import { WopiError } from './wopi-error.js';

/** The messages of GetChunkedFile, PutChunkedFile and GetChunks (pages plus/file-transfer/…). */

/** The stream that every file has; others are alternate streams. */
export const MAIN_CONTENT = 'MainContent';

/** How a stream is cut: along the parts of a zip archive, or not at all. */
export type ChunkingScheme = 'Zip' | 'FullFile';

/** One piece of a stream, known by the SpookyHash of its bytes in base64. */
export interface ChunkSignature {
  readonly ChunkId: string;
  /** Bytes. */
  readonly Length: number;
}

/** The whole of a stream, in the order of its chunks. */
export interface StreamSignature {
  readonly StreamId: string;
  readonly ChunkingScheme: ChunkingScheme;
  readonly ChunkSignatures: readonly ChunkSignature[];
}

/** Text that a client keeps with the file, and whether other changes of the content end it. */
export interface ContentProperty {
  readonly Name: string;
  readonly Value: string;
  readonly Retention: 'DeleteOnContentChange' | 'KeepOnContentChange';
}

/** Which chunks of which stream GetChunkedFile shall send. */
export interface ContentFilter {
  readonly streamId: string;
  readonly chunksToReturn: 'All' | 'None' | 'LastZipChunk';
  readonly alreadyKnown: ReadonlySet<string>;
}

export interface GetChunkedFileMessage {
  readonly filters: readonly ContentFilter[];
  readonly properties: ReadonlySet<string>;
}

export interface PutChunkedFileMessage {
  readonly properties: readonly ContentProperty[];
  readonly signatures: readonly StreamSignature[];
  readonly uploadSessionToken: string | undefined;
}

/** A part of a chunk: from `offset`, `length` bytes or all that are left. */
export interface ChunkRange {
  readonly chunkId: string;
  readonly offset: number;
  readonly length: number | undefined;
}

export interface StreamRanges {
  readonly streamId: string;
  readonly ranges: readonly ChunkRange[];
}

/** The pages' limits on what a file may have. */
export const CONTENT_LIMITS = { alternateStreams: 256, properties: 256, days: 30 } as const;

/** Chunks of one message, over all of its streams. */
const MOST_CHUNKS = 32_768;
/** Longest message, in bytes: as many chunks with what is written around each. */
export const MESSAGE_MAX_BYTES = 4 * 1024 * 1024;
const MOST_STREAMS = CONTENT_LIMITS.alternateStreams + 1;
const NAME_MAX_LENGTH = 256;
const VALUE_MAX_LENGTH = 1024;
const TOKEN_MAX_LENGTH = 256;
const CHUNK_ID = /^[A-Za-z0-9+/]{21}[AQgw]==$/;
const SCHEMES = ['Zip', 'FullFile'] as const;

/** @throws WopiError `invalid_body` */
export function readGetChunkedFile(message: unknown): GetChunkedFileMessage {
  const json = objectIn(message, 'The message');
  const names = listIn(json, 'ContentPropertiesToReturn', CONTENT_LIMITS.properties);
  const filters = streamsIn(json, 'ContentFilters').map((filter) => {
    wordIn(filter, 'ChunkingScheme', SCHEMES);
    const known = listIn(filter, 'AlreadyKnownChunks', MOST_CHUNKS);
    return {
      streamId: streamIdIn(filter),
      chunksToReturn: wordIn({ ChunksToReturn: 'All', ...filter }, 'ChunksToReturn', [
        'All',
        'None',
        'LastZipChunk',
      ]),
      alreadyKnown: new Set(known.map((ChunkId) => chunkIdIn({ ChunkId }))),
    };
  });
  const properties = names.map((Name) => textIn({ Name }, 'Name', NAME_MAX_LENGTH));
  return { filters, properties: new Set(properties) };
}

/** @throws WopiError `invalid_body` */
export function readPutChunkedFile(message: unknown): PutChunkedFileMessage {
  const json = objectIn(message, 'The message');
  const token = json['UploadSessionTokenToCommit'] ?? '';
  const properties = listIn(json, 'ContentProperties', CONTENT_LIMITS.properties).map(readProperty);
  if (new Set(properties.map(({ Name }) => Name)).size < properties.length)
    throw invalid('A content property is named twice.');
  const signatures = streamsIn(json, 'Signatures').map(readSignature);
  const chunks = signatures.reduce((sum, { ChunkSignatures }) => sum + ChunkSignatures.length, 0);
  if (chunks > MOST_CHUNKS) throw invalid('There are too many chunks.');
  const uploadSessionToken =
    token === '' ? undefined : textIn(json, 'UploadSessionTokenToCommit', TOKEN_MAX_LENGTH);
  return { properties, signatures, uploadSessionToken };
}

/** @throws WopiError `invalid_body` */
export function readGetChunks(message: unknown): StreamRanges[] {
  return streamsIn(objectIn(message, 'The message'), 'ContentFilters').map((filter) => ({
    streamId: streamIdIn(filter),
    ranges: listIn(filter, 'ChunkRangesToReturn', MOST_CHUNKS).map(readRange),
  }));
}

/** At least one entry, and one only for each stream. */
function streamsIn(json: Readonly<Record<string, unknown>>, name: string) {
  const entries = listIn(json, name, MOST_STREAMS).map((entry) => objectIn(entry, name));
  if (entries.length === 0) throw invalid(`${name} must not be empty.`);
  if (new Set(entries.map(streamIdIn)).size < entries.length) throw invalid(`${name} names a stream twice.`);
  return entries;
}

function streamIdIn(json: Readonly<Record<string, unknown>>): string {
  const id = textIn(json, 'StreamId', NAME_MAX_LENGTH);
  if (id === '') throw invalid('StreamId must not be empty.');
  return id;
}

function chunkIdIn(json: Readonly<Record<string, unknown>>): string {
  const id = textIn(json, 'ChunkId', 24);
  if (!CHUNK_ID.test(id)) throw invalid('ChunkId must be 16 bytes in base64.');
  return id;
}

function readProperty(entry: unknown): ContentProperty {
  const json = objectIn(entry, 'ContentProperties');
  return {
    Name: textIn(json, 'Name', NAME_MAX_LENGTH),
    Value: textIn(json, 'Value', VALUE_MAX_LENGTH),
    Retention: wordIn(json, 'Retention', ['DeleteOnContentChange', 'KeepOnContentChange']),
  };
}

function readSignature(json: Readonly<Record<string, unknown>>): StreamSignature {
  const scheme = wordIn(json, 'ChunkingScheme', SCHEMES);
  // An empty list empties the stream, or ends it: that must have been said.
  if (!Array.isArray(json['ChunkSignatures'])) throw invalid('ChunkSignatures must be a list.');
  const chunks = listIn(json, 'ChunkSignatures', MOST_CHUNKS).map((entry) => {
    const chunk = objectIn(entry, 'ChunkSignatures');
    return { ChunkId: chunkIdIn(chunk), Length: wholeNumberIn(chunk, 'Length') };
  });
  if (scheme === 'FullFile' && chunks.length > 1) throw invalid('FullFile has one chunk.');
  return { StreamId: streamIdIn(json), ChunkingScheme: scheme, ChunkSignatures: chunks };
}

function readRange(entry: unknown): ChunkRange {
  const json = objectIn(entry, 'ChunkRangesToReturn');
  const length = wholeNumberIn(json, 'Length', -1);
  return {
    chunkId: chunkIdIn(json),
    offset: wholeNumberIn(json, 'Offset'),
    length: length === -1 ? undefined : length,
  };
}

const invalid = (reason: string) => new WopiError('invalid_body', { reason });
