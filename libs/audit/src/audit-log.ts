import { Injectable } from '@nestjs/common';
import { InvalidCursor, placeOf, writingPlaceOf } from './audit-cursor.js';
import { AuditQueryRepository } from './audit-query.repository.js';
import type { AuditFilter, AuditPage, AuditRow } from './audit-row.js';
import { sealedRanges } from './sealed-ranges.js';

const BATCH = 2_000;

/** The audit log for readers: pages, newest first, and whole readings in the order of writing. */
@Injectable()
export class AuditLog {
  constructor(private readonly rows: AuditQueryRepository) {}

  /** @throws InvalidCursor */
  page(tenantId: string, filter: AuditFilter, most: number, cursor?: string): Promise<AuditPage> {
    return this.rows.list(tenantId, filter, { most, after: required(placeOf, cursor) });
  }

  /**
   * Every sealed row of the filter, a batch at a time; after `cursor` where a former reading ended. What is written later always comes
   * after, whenever it happened. The first batch has been read when this resolves, so that what cannot be read is known before
   * anything is answered. @throws InvalidCursor
   */
  async read(
    tenantId: string,
    filter: AuditFilter,
    cursor?: string,
  ): Promise<AsyncIterable<readonly AuditRow[]>> {
    const batches = this.batches(tenantId, filter, cursor);
    const first = await batches.next();
    return (async function* () {
      if (first.done) return;
      yield first.value;
      yield* batches;
    })();
  }

  private async *batches(tenantId: string, filter: AuditFilter, cursor: string | undefined) {
    const after = required(writingPlaceOf, cursor);
    const extent = await this.rows.sealedExtent();
    const { since } = filter;
    const before = since && (await this.rows.placeBefore(tenantId, since, extent));
    const ranges = sealedRanges(extent, after, before);
    for (let range = ranges.shift(); range;) {
      const { rows, more } = await this.rows.listWritten(tenantId, filter, range, BATCH);
      yield rows;
      range = more ? { ...range, after: writingPlaceOf(rows.at(-1)!.cursor)! } : ranges.shift();
    }
  }
}

function required<Place>(
  read: (cursor: string) => Place | undefined,
  cursor: string | undefined,
): Place | undefined {
  const place = cursor === undefined ? undefined : read(cursor);
  if (cursor !== undefined && place === undefined) throw new InvalidCursor();
  return place;
}
