import type { WritingPlace } from './audit-cursor.js';
import type { SealedExtent, WritingRange } from './audit-query.repository.js';

const FIRST: WritingPlace = { xid: '0', seq: '0' };
const LAST: WritingPlace = { xid: String(2n ** 64n - 1n), seq: String(2n ** 63n - 1n) };

/**
 * What a reading goes through, after a place where a former one ended, and after one that nothing of interest was written before. Rows
 * that came with a dump from another cluster have transaction numbers of that cluster: they are a range of their own, and come first.
 */
export function sealedRanges(
  extent: SealedExtent,
  after: WritingPlace = FIRST,
  interestingAfter: WritingPlace = FIRST,
): WritingRange[] {
  const { floorSeq, maxSeq } = extent;
  const own = { upTo: extent, afterSeq: floorSeq, upToSeq: maxSeq };
  if (floorSeq === '0' || BigInt(after.seq) > BigInt(floorSeq))
    return [{ ...own, after: later(after, interestingAfter) }];
  const brought = { after, upTo: LAST, afterSeq: '0', upToSeq: floorSeq };
  return [brought, { ...own, after: interestingAfter }];
}

function later(one: WritingPlace, other: WritingPlace): WritingPlace {
  const ahead = BigInt(one.xid) - BigInt(other.xid) || BigInt(one.seq) - BigInt(other.seq);
  return ahead < 0n ? other : one;
}
