import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { BlobAddress } from '#storage';
import type { ChunkingScheme } from '#wopi-protocol';
import { type ChunkList, isAssembled, type PlacedChunk } from '../chunks/chunk-list.js';
import * as sql from './chunk-list.sql.js';

/** Id, bytes, position of the part, first byte in it: the columns of a chunk in JSON. */
export type ChunkColumns = readonly [id: string, length: number, position: number, start: number];

@Injectable()
export class ChunkListRepository {
  constructor(private readonly db: Db) {}

  /** How a blob is made of chunks, as far as that is known. */
  async find({ tenantId, key }: BlobAddress): Promise<ChunkList | undefined> {
    type Row = { scheme: ChunkingScheme; chunks: ChunkColumns[]; parts: string[] | null };
    const [row] = await this.db.query<Row>(sql.FIND, [tenantId, key]);
    if (!row) return undefined;
    const parts = row.parts ?? (isAssembled(key) ? [] : [key]);
    const chunks = row.chunks.map(([id, length, position, start]): PlacedChunk => ({
      id,
      length,
      part: parts[position]!,
      start,
    }));
    return { scheme: row.scheme, chunks };
  }

  /** Keeps what was worked out for a stored blob. */
  async remember({ tenantId, key }: BlobAddress, list: ChunkList): Promise<void> {
    const chunks = JSON.stringify(columnsOf(list, [key]));
    await this.db.query(sql.REMEMBER, [tenantId, key, list.scheme, chunks]);
  }
}

/** The stored blobs that hold chunks of the list, each once. */
export const partsOf = ({ chunks }: ChunkList): string[] => [...new Set(chunks.map(({ part }) => part))];

/** The list as it is kept, beside its parts in their order. */
export function columnsOf({ chunks }: ChunkList, parts: readonly string[]): ChunkColumns[] {
  const positions = new Map(parts.map((part, position) => [part, position]));
  return chunks.map(({ id, length, part, start }) => [id, length, positions.get(part)!, start]);
}
