import { describe, expect, it } from 'vitest';
import { readGetChunkedFile, readGetChunks, readPutChunkedFile } from './chunked-file.js';

const ID = 'md7tA6VXwIaaYjdO4o8XZQ==';
const signature = {
  StreamId: 'MainContent',
  ChunkingScheme: 'Zip',
  ChunkSignatures: [{ ChunkId: ID, Length: 6 }],
};
const property = { Name: 'n', Value: 'v', Retention: 'KeepOnContentChange' };
const filter = { StreamId: 'MainContent', ChunkingScheme: 'Zip', AlreadyKnownChunks: [ID] };

describe('the messages of a chunked file transfer', () => {
  it('are read', () => {
    const put = readPutChunkedFile({ ContentProperties: [property], Signatures: [signature] });
    expect(put).toEqual({ properties: [property], signatures: [signature], uploadSessionToken: undefined });
    const { filters } = readGetChunkedFile({ ContentFilters: [filter], ContentPropertiesToReturn: null });
    expect(filters).toEqual([
      { streamId: 'MainContent', chunksToReturn: 'All', alreadyKnown: new Set([ID]) },
    ]);
    const range = { ChunkId: ID, Offset: 4, Length: -1 };
    expect(readGetChunks({ ContentFilters: [{ ...filter, ChunkRangesToReturn: [range] }] })).toEqual([
      { streamId: 'MainContent', ranges: [{ chunkId: ID, offset: 4, length: undefined }] },
    ]);
  });

  it.each([
    ['no object', []],
    ['no stream', { Signatures: [] }],
    ['a stream twice', { Signatures: [signature, signature] }],
    ['a stream without a name', { Signatures: [{ ...signature, StreamId: '' }] }],
    [
      'too many streams',
      { Signatures: Array.from({ length: 258 }, (_, n) => ({ ...signature, StreamId: `${n}` })) },
    ],
    ['an unknown scheme', { Signatures: [{ ...signature, ChunkingScheme: 'zip' }] }],
    [
      'an id of 15 bytes',
      { Signatures: [{ ...signature, ChunkSignatures: [{ ChunkId: 'A'.repeat(20), Length: 1 }] }] },
    ],
    [
      'an id in another spelling',
      { Signatures: [{ ...signature, ChunkSignatures: [{ ChunkId: `${'A'.repeat(21)}B==`, Length: 1 }] }] },
    ],
    ['no chunks where there may be none', { Signatures: [{ ...signature, ChunkSignatures: null }] }],
    ['chunks left out', { Signatures: [{ StreamId: 'MainContent', ChunkingScheme: 'Zip' }] }],
    ['a negative length', { Signatures: [{ ...signature, ChunkSignatures: [{ ChunkId: ID, Length: -1 }] }] }],
    [
      'a length that is text',
      { Signatures: [{ ...signature, ChunkSignatures: [{ ChunkId: ID, Length: '6' }] }] },
    ],
    [
      'a full file in two chunks',
      {
        Signatures: [
          {
            ...signature,
            ChunkingScheme: 'FullFile',
            ChunkSignatures: [ID, ID].map((ChunkId) => ({ ChunkId, Length: 6 })),
          },
        ],
      },
    ],
    ['a property twice', { Signatures: [signature], ContentProperties: [property, property] }],
    [
      'a property of 2 KiB',
      { Signatures: [signature], ContentProperties: [{ ...property, Value: 'x'.repeat(2048) }] },
    ],
    [
      'an unknown retention',
      { Signatures: [signature], ContentProperties: [{ ...property, Retention: 'Keep' }] },
    ],
    ['a token that is a number', { Signatures: [signature], UploadSessionTokenToCommit: 5 }],
  ])('are refused for %s', (_, message) => {
    expect(() => readPutChunkedFile(message)).toThrow(expect.objectContaining({ code: 'invalid_body' }));
  });

  it.each([
    ['no filter', { ContentFilters: [] }],
    ['two filters of one stream', { ContentFilters: [filter, filter] }],
    ['an unknown choice of chunks', { ContentFilters: [{ ...filter, ChunksToReturn: 'Some' }] }],
    ['a name that is a number', { ContentFilters: [filter], ContentPropertiesToReturn: [1] }],
  ])('are refused for %s when chunks are asked for', (_, message) => {
    expect(() => readGetChunkedFile(message)).toThrow(expect.objectContaining({ code: 'invalid_body' }));
  });
});
