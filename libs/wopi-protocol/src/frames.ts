import { WopiError } from './wopi-error.js';

/** The frames of a chunked file transfer (page plus/file-transfer/encode-send-data); all numbers big-endian. */

/** What a frame holds, and the type that says so. */
export const FrameType = { End: 1, Message: 2, Chunk: 3, ChunkRange: 4 } as const;

const FIXED_BYTES = 16;
const CHUNK_ID_BYTES = 16;

/** The one size of the extended header that each type has. */
const HEADER_BYTES: ReadonlyMap<number, number> = new Map([
  [FrameType.End, 0],
  [FrameType.Message, 0],
  [FrameType.Chunk, CHUNK_ID_BYTES],
  [FrameType.ChunkRange, 36],
]);

export interface Frame {
  readonly type: number;
  /** The extended header. */
  readonly header: Buffer;
  /** Bytes of the payload. */
  readonly size: number;
}

/** Reads frames from bytes as they come, never holding more of a payload than one piece of it. */
export class FrameReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  #payloadLeft = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next frame; undefined where the bytes end between two. The payload before it must have been read. @throws WopiError `invalid_body` */
  async next(): Promise<Frame | undefined> {
    if (this.#payloadLeft > 0) throw new Error('The payload of the frame before was not read');
    if (this.#held.length === 0 && !(await this.more())) return undefined;
    const fixed = await this.take(FIXED_BYTES);
    const type = fixed.readUInt32BE(0);
    const size = Number(fixed.readBigUInt64BE(8));
    if (HEADER_BYTES.get(type) !== fixed.readUInt32BE(4)) throw invalid('There is a frame of no known form.');
    if (!Number.isSafeInteger(size)) throw invalid('A frame claims to be larger than anything.');
    if (type === FrameType.End && size > 0) throw invalid('The end frame has a payload.');
    const header = await this.take(HEADER_BYTES.get(type)!);
    this.#payloadLeft = size;
    return { type, header, size };
  }

  /** The payload of the frame that `next` answered, in pieces. @throws WopiError `invalid_body` */
  async *payload(): AsyncGenerator<Buffer> {
    while (this.#payloadLeft > 0) {
      if (this.#held.length === 0 && !(await this.more())) throw cutOff();
      const piece = this.#held.subarray(0, this.#payloadLeft);
      this.#held = this.#held.subarray(piece.length);
      this.#payloadLeft -= piece.length;
      yield piece;
    }
  }

  /** The JSON of a message frame. @throws WopiError `invalid_body`, also for one of more than `maxBytes` */
  async message(maxBytes: number): Promise<unknown> {
    const frame = await this.next();
    if (frame?.type !== FrameType.Message) throw invalid('The first frame is no message.');
    if (frame.size > maxBytes) throw invalid('The message is too long.');
    const pieces: Buffer[] = [];
    for await (const piece of this.payload()) pieces.push(piece);
    try {
      return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
    } catch {
      throw invalid('The message is no JSON.');
    }
  }

  private async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) if (!(await this.more())) throw cutOff();
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  private async more(): Promise<boolean> {
    let next = await this.#source.next();
    while (!next.done && next.value.length === 0) next = await this.#source.next();
    if (next.done) return false;
    const { buffer, byteOffset, byteLength } = next.value;
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    return true;
  }
}

/** What stands in front of a payload. */
function frameHead(type: number, header: Buffer, size: number): Buffer {
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.writeUInt32BE(type, 0);
  fixed.writeUInt32BE(header.length, 4);
  fixed.writeBigUInt64BE(BigInt(size), 8);
  return Buffer.concat([fixed, header]);
}

/** A whole message frame. */
export function messageFrame(message: object): Buffer {
  const payload = Buffer.from(JSON.stringify(message));
  return Buffer.concat([frameHead(FrameType.Message, Buffer.alloc(0), payload.length), payload]);
}

/** What stands in front of the bytes of a whole chunk; `id` is in base64. */
export const chunkFrameHead = (id: string, size: number): Buffer =>
  frameHead(FrameType.Chunk, Buffer.from(id, 'base64'), size);

/** What stands in front of a part of a chunk, and says whether the chunk ends with it. */
export function chunkRangeFrameHead(id: string, offset: number, size: number, endOfChunk: boolean): Buffer {
  const range = Buffer.alloc(20);
  range.writeBigUInt64BE(BigInt(offset), 0);
  range.writeBigUInt64BE(BigInt(size), 8);
  range.writeUInt32BE(endOfChunk ? 1 : 0, 16);
  return frameHead(FrameType.ChunkRange, Buffer.concat([Buffer.from(id, 'base64'), range]), size);
}

/** The last frame. */
export const END_FRAME: Buffer = frameHead(FrameType.End, Buffer.alloc(0), 0);

const invalid = (reason: string) => new WopiError('invalid_body', { reason });
const cutOff = () => invalid('The frames end too early.');
