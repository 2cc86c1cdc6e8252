import type { AuditPlace, WritingPlace } from './audit-cursor.js';
import type { AuditFilter, AuditPage } from './audit-row.js';

export interface AuditReading {
  readonly most: number;
  readonly after?: AuditPlace | undefined;
}

/** Rows whose place is after one and up to another, and whose sequence number lies between two. */
export interface WritingRange {
  readonly after: WritingPlace;
  readonly upTo: WritingPlace;
  readonly afterSeq: string;
  readonly upToSeq: string;
}

/** How far the log has been sealed: nothing is ever written before that place. */
export interface SealedExtent extends WritingPlace {
  /** No row up to it is later than what was sealed; 0 unless the log came from another cluster. */
  readonly floorSeq: string;
  /** The greatest sequence number that was sealed. */
  readonly maxSeq: string;
}

/** The port to the log for readers. */
export abstract class AuditQueryRepository {
  /** Newest first. */
  abstract list(tenantId: string, filter: AuditFilter, reading: AuditReading): Promise<AuditPage>;
  abstract sealedExtent(): Promise<SealedExtent>;
  /** A place that no row of this cluster of that moment's day, or of a later one, was written before; undefined where none is known. */
  abstract placeBefore(
    tenantId: string,
    since: Date,
    extent: SealedExtent,
  ): Promise<WritingPlace | undefined>;
  /** In the order of writing. */
  abstract listWritten(
    tenantId: string,
    filter: AuditFilter,
    range: WritingRange,
    most: number,
  ): Promise<AuditPage>;
}
