import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { BlobStore } from '#storage';
import { type FrameReader, FrameType, SpookyHash, WopiError } from '#wopi-protocol';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { inWopi } from '../storage-to-wopi.js';
import type { PlacedChunk } from './chunk-list.js';

/** The chunks that a save brought, all in one new blob; no key where it brought none. */
export interface ChunkPack {
  readonly key: string | undefined;
  /** Bytes that were received, needed or not. */
  readonly received: number;
  readonly chunks: ReadonlyMap<string, PlacedChunk>;
}

/** Frames of chunks; those of an upload session have no end frame. */
export interface ChunkSource {
  readonly frames: FrameReader;
  readonly endFrame: boolean;
}

/** Stores chunks as they arrive, many in one blob: a document has hundreds, and each blob is one wait for the disk. */
@Injectable()
export class ChunkPacks {
  constructor(
    private readonly blobs: BlobStore,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /**
   * Takes the chunk frames of each source up to its end; of chunks that nobody wants, and of second ones, nothing is kept.
   * @throws WopiError `invalid_body` for bytes that do not have the id they claim, or what the storage says
   */
  async write(
    tenantId: string,
    sources: readonly ChunkSource[],
    wanted: ReadonlySet<string>,
  ): Promise<ChunkPack> {
    const arrival = new Arrival(wanted, this.options.maxFileBytes);
    const bytes = arrival.bytes(sources);
    const first = await bytes.next();
    if (first.done) return { key: undefined, received: arrival.received, chunks: new Map() };
    const content = Readable.from(continued(first.value, bytes), { objectMode: false });
    try {
      const { maxFileBytes } = this.options;
      const { key } = await inWopi(this.blobs.write(tenantId, content, { maxBytes: maxFileBytes }));
      const chunks = arrival.placed.map((chunk) => [chunk.id, { ...chunk, part: key }] as const);
      return { key, received: arrival.received, chunks: new Map(chunks) };
    } catch (error) {
      throw arrival.failure ?? error;
    } finally {
      content.destroy();
    }
  }
}

/** Chunks on their way from frames to a blob. */
class Arrival {
  readonly placed: Omit<PlacedChunk, 'part'>[] = [];
  readonly #seen = new Set<string>();
  #at = 0;
  received = 0;
  /** Why the frames were refused; whoever reads the bytes only learns that they broke off. */
  failure: WopiError | undefined;

  constructor(
    private readonly wanted: ReadonlySet<string>,
    private readonly maxBytes: number,
  ) {}

  /** The bytes to be kept, in their order. */
  async *bytes(sources: readonly ChunkSource[]): AsyncGenerator<Buffer> {
    try {
      for (const source of sources) yield* this.chunksOf(source);
    } catch (error) {
      if (error instanceof WopiError) this.failure = error;
      throw error;
    }
  }

  private async *chunksOf({ frames, endFrame }: ChunkSource): AsyncGenerator<Buffer> {
    for (;;) {
      const frame = await frames.next();
      if (!frame && !endFrame) return;
      if (!frame || frame.type === FrameType.Message) throw invalid('There is no end frame.');
      if (frame.type === FrameType.End) return;
      const id = frame.header.subarray(0, 16).toString('base64');
      const keep = frame.type === FrameType.Chunk && this.wanted.has(id) && !this.#seen.has(id);
      const hash = new SpookyHash();
      const start = this.#at;
      for await (const piece of frames.payload()) {
        this.received += piece.length;
        if (this.received > this.maxBytes) throw new WopiError('body_too_large');
        if (!keep) continue;
        hash.update(piece);
        this.#at += piece.length;
        yield piece;
      }
      if (!keep) continue;
      if (!hash.digest().equals(frame.header)) throw invalid('A chunk has other bytes than its id says.');
      this.#seen.add(id);
      this.placed.push({ id, length: frame.size, start });
    }
  }
}

async function* continued(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

const invalid = (reason: string) => new WopiError('invalid_body', { reason });
