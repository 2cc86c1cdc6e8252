import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chunkFrameHead,
  chunkRangeFrameHead,
  END_FRAME,
  FrameReader,
  FrameType,
  messageFrame,
} from './frames.js';
import { spookyHash } from './spooky-hash.js';

const idOf = (bytes: Buffer) => spookyHash(bytes).toString('base64');
const chunkFrame = (bytes: Buffer) => Buffer.concat([chunkFrameHead(idOf(bytes), bytes.length), bytes]);

/** A frame's fixed part, whatever it claims. */
function fixed(type: number, headerSize: number, size: bigint): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(type, 0);
  bytes.writeUInt32BE(headerSize, 4);
  bytes.writeBigUInt64BE(size, 8);
  return bytes;
}

const inPieces = (bytes: Buffer, size: number) =>
  Readable.from(
    (function* () {
      for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
    })(),
  );

async function readAll(
  bytes: Buffer,
  pieceSize = 7,
): Promise<{ type: number; header: string; payload: string }[]> {
  const reader = new FrameReader(inPieces(bytes, pieceSize));
  const frames = [];
  for (let frame = await reader.next(); frame; frame = await reader.next()) {
    const pieces: Buffer[] = [];
    for await (const piece of reader.payload()) pieces.push(piece);
    frames.push({
      type: frame.type,
      header: frame.header.toString('base64'),
      payload: Buffer.concat(pieces).toString('hex'),
    });
  }
  return frames;
}

describe('frames', () => {
  it('are read as they were written, however the bytes arrive', async () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(payloads, fc.integer({ min: 1, max: 400 }), async (chunks, pieceSize) => {
        const contents = chunks.map((bytes) => Buffer.from(bytes));
        const body = Buffer.concat([messageFrame({ a: 1 }), ...contents.map(chunkFrame), END_FRAME]);
        const [message, ...rest] = await readAll(body, pieceSize);
        expect(message).toEqual({ type: 2, header: '', payload: Buffer.from('{"a":1}').toString('hex') });
        expect(rest.pop()).toEqual({ type: 1, header: '', payload: '' });
        expect(rest).toEqual(
          contents.map((bytes) => ({ type: 3, header: idOf(bytes), payload: bytes.toString('hex') })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('have the bytes of the specification', () => {
    expect(END_FRAME.toString('hex')).toBe('00000001000000000000000000000000');
    expect(messageFrame({}).toString('hex')).toBe('000000020000000000000000000000027b7d');
    const head = chunkRangeFrameHead(idOf(Buffer.from('foobar')), 5, 7, true).toString('hex');
    expect(head).toBe(
      '00000004000000240000000000000007' +
        '99deed03a557c0869a62374ee28f1765' +
        '0000000000000005000000000000000700000001',
    );
  });

  it.each([
    ['the end of the data in a fixed part', messageFrame({}).subarray(0, 9)],
    ['the end of the data in a header', chunkFrame(Buffer.from('abc')).subarray(0, 20)],
    ['the end of the data in a payload', chunkFrame(Buffer.from('abc')).subarray(0, 33)],
    ['type 0', fixed(0, 0, 0n)],
    ['an unknown type', fixed(5, 0, 0n)],
    ['a chunk without an id', fixed(FrameType.Chunk, 0, 3n)],
    ['a header of 4 GiB', fixed(FrameType.Chunk, 0xffff_ffff, 3n)],
    ['a message with a header', fixed(FrameType.Message, 1, 3n)],
    ['a payload of 2^64-1 bytes', fixed(FrameType.Message, 0, 0xffff_ffff_ffff_ffffn)],
    ['an end frame with a payload', fixed(FrameType.End, 0, 1n)],
  ])('are refused for %s', async (_, bytes) => {
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'invalid_body' });
  });

  it.each([
    ['a chunk', chunkFrame(Buffer.from('abc'))],
    ['nothing', Buffer.alloc(0)],
    ['a message that is too long', messageFrame({ text: 'x'.repeat(100) })],
    ['no JSON', Buffer.concat([fixed(FrameType.Message, 0, 1n), Buffer.from('{')])],
  ])('do not take %s for the message', async (_, bytes) => {
    const reader = new FrameReader(inPieces(bytes, 7));
    await expect(reader.message(100)).rejects.toMatchObject({ code: 'invalid_body' });
  });
});
