import { Injectable } from '@nestjs/common';
import type { BlobAddress } from '#storage';
import { SpookyHash, zipChunkLengths } from '#wopi-protocol';
import type { ChunkList, PlacedChunk } from './chunk-list.js';
import { ContentReader } from './content-reader.js';
import { ChunkListRepository } from '../persistence/chunk-list.repository.js';

/** Content as a row names it. */
export interface ContentAddress extends BlobAddress {
  /** Bytes. */
  readonly size: number;
}

/** Knows the chunks of any content; of a blob that was stored whole they are worked out once, and kept. */
@Injectable()
export class ChunkLists {
  constructor(
    private readonly lists: ChunkListRepository,
    private readonly content: ContentReader,
  ) {}

  /** @throws StorageError `missing`, `failed` */
  async of(address: ContentAddress): Promise<ChunkList> {
    const known = await this.lists.find(address);
    if (known) return known;
    const list = await this.workOut(address);
    await this.lists.remember(address, list);
    return list;
  }

  /** Reads the content twice at most: where an archive is cut, and everything to hash it; never holding more than a piece. */
  private async workOut(address: ContentAddress): Promise<ChunkList> {
    const { size, key } = address;
    const cuts = await zipChunkLengths(size, (start, length) => this.bytes(address, start, length));
    const lengths = cuts ?? (size > 0 ? [size] : []);
    const chunks: PlacedChunk[] = [];
    let start = 0;
    const whole = { part: key, start, length: size };
    const pieces = cutTo(lengths, size > 0 ? this.content.segments(address.tenantId, [whole]) : []);
    for await (const hash of pieces) {
      const length = lengths[chunks.length]!;
      chunks.push({ id: hash.digest().toString('base64'), length, part: key, start });
      start += length;
    }
    return { scheme: cuts ? 'Zip' : 'FullFile', chunks };
  }

  private async bytes({ tenantId, key }: BlobAddress, start: number, length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    if (length === 0) return Buffer.alloc(0);
    for await (const piece of this.content.segments(tenantId, [{ part: key, start, length }]))
      pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

/** The hash of each of the stretches that bytes are cut into. */
async function* cutTo(
  lengths: readonly number[],
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<SpookyHash> {
  let n = 0;
  let left = lengths[0] ?? 0;
  let hash = new SpookyHash();
  for await (const piece of bytes) {
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + left);
      hash.update(part);
      from += part.length;
      left -= part.length;
      if (left > 0) continue;
      yield hash;
      hash = new SpookyHash();
      left = lengths[(n += 1)] ?? 0;
    }
  }
}
