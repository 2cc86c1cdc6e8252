import { randomBytes } from 'node:crypto';
import type { ByteRange } from '#storage';
import type { ChunkingScheme } from '#wopi-protocol';

/** A chunk of some content, and where its bytes are. */
export interface PlacedChunk {
  /** SpookyHash of the bytes, in base64. */
  readonly id: string;
  readonly length: number;
  /** Key of the stored blob that holds the bytes. */
  readonly part: string;
  /** First byte within that blob. */
  readonly start: number;
}

/** How content is made of chunks, in their order. */
export interface ChunkList {
  readonly scheme: ChunkingScheme;
  readonly chunks: readonly PlacedChunk[];
}

/** Bytes of a stored blob. */
export interface Segment {
  readonly part: string;
  readonly start: number;
  readonly length: number;
}

/** With which the key of every assembled blob begins, and no other. */
export const ASSEMBLED_PREFIX = 'assembled-';

/** The key of a blob that has no bytes of its own, only chunks in others. */
export const newAssembledKey = (): string => ASSEMBLED_PREFIX + randomBytes(16).toString('hex');

export const isAssembled = (blobKey: string): boolean => blobKey.startsWith(ASSEMBLED_PREFIX);

export const sizeOf = ({ chunks }: ChunkList): number => chunks.reduce((sum, { length }) => sum + length, 0);

/** Which bytes of which blobs are the content, or a part of it; neighbours are taken together. */
export function segmentsOf({ chunks }: ChunkList, range?: ByteRange): Segment[] {
  const { start: first, end: last } = range ?? { start: 0, end: Infinity };
  const segments: { part: string; start: number; length: number }[] = [];
  let at = 0;
  for (const { part, start, length } of chunks) {
    const skipped = Math.max(0, first - at);
    const taken = Math.min(length, last + 1 - at) - skipped;
    at += length;
    if (taken <= 0) continue;
    const before = segments.at(-1);
    if (before?.part === part && before.start + before.length === start + skipped) before.length += taken;
    else segments.push({ part, start: start + skipped, length: taken });
  }
  return segments;
}
