import type { WritingPlace } from './audit-cursor.js';
import type { SealedExtent, WritingRange } from './audit-query.repository.js';

const FIRST: WritingPlace = { xid: '0', seq: '0' };
const LAST: WritingPlace = { xid: String(2n ** 64n - 1n), seq: String(2n ** 63n - 1n) };

/**
 * What a reading goes through, after a place where a former one ended. Rows that came with a dump from another cluster have
 * transaction numbers of that cluster: they are a range of their own, and come first.
 */
export function sealedRanges(extent: SealedExtent, after: WritingPlace = FIRST): WritingRange[] {
  const { floorSeq, maxSeq } = extent;
  const own = { upTo: extent, afterSeq: floorSeq, upToSeq: maxSeq };
  if (BigInt(after.seq) > BigInt(floorSeq)) return [{ ...own, after }];
  const brought = { after, upTo: LAST, afterSeq: '0', upToSeq: floorSeq };
  return floorSeq === '0' ? [{ ...own, after }] : [brought, { ...own, after: FIRST }];
}
