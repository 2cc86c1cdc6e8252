import type { Segment } from './chunk-list.js';

/** Bytes between two segments that are read and thrown away rather than skipped by another read. */
const NEAR_BYTES = 64 * 1024;

/** Bytes of a blob that one read brings, and the segments within, one after the other. */
export interface Span extends Segment {
  readonly segments: readonly Segment[];
}

/** The segments in their order, with each run that lies close together in one blob as one span. */
export function spansOf(segments: Iterable<Segment>): Span[] {
  const spans: { part: string; start: number; length: number; segments: Segment[] }[] = [];
  for (const segment of segments) {
    const last = spans.at(-1);
    const gap = last?.part === segment.part ? segment.start - (last.start + last.length) : -1;
    if (last && gap >= 0 && gap <= NEAR_BYTES) {
      last.length += gap + segment.length;
      last.segments.push(segment);
    } else spans.push({ ...segment, segments: [segment] });
  }
  return spans;
}

/** Of the bytes of a span those of its segments. */
export async function* segmentsWithin(
  { start, segments }: Span,
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
  let at = start;
  let n = 0;
  for await (const piece of bytes) {
    const end = at + piece.length;
    for (; n < segments.length; n++) {
      const segment = segments[n]!;
      const from = Math.max(segment.start, at);
      const to = Math.min(segment.start + segment.length, end);
      if (from < to) yield piece.subarray(from - at, to - at);
      if (segment.start + segment.length > end) break;
    }
    at = end;
  }
}
