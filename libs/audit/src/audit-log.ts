import { Injectable } from '@nestjs/common';
import { type AuditPlace, placeOf } from './audit-cursor.js';
import { AuditQueryRepository } from './audit-query.repository.js';
import type { AuditFilter, AuditPage, AuditRow } from './audit-row.js';

const EXPORT_BATCH = 2_000;

/** A cursor is none of ours. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor() {
    super('The cursor is not one that an answer of this API gave.');
  }
}

/** The audit log for readers: pages, newest first, and whole exports, oldest first. */
@Injectable()
export class AuditLog {
  constructor(private readonly rows: AuditQueryRepository) {}

  /** @throws InvalidCursor */
  page(tenantId: string, filter: AuditFilter, most: number, cursor?: string): Promise<AuditPage> {
    return this.rows.list(tenantId, filter, { most, order: 'desc', after: requirePlace(cursor) });
  }

  /** Every row of the filter, a batch at a time; after `cursor` where a former reading ended. @throws InvalidCursor at once */
  read(tenantId: string, filter: AuditFilter, cursor?: string): AsyncIterable<readonly AuditRow[]> {
    return this.batches(tenantId, filter, requirePlace(cursor));
  }

  private async *batches(tenantId: string, filter: AuditFilter, first: AuditPlace | undefined) {
    let after = first;
    for (;;) {
      const { rows, more } = await this.rows.list(tenantId, filter, {
        most: EXPORT_BATCH,
        order: 'asc',
        after,
      });
      yield rows;
      if (!more) return;
      after = placeOf(rows.at(-1)!.cursor);
    }
  }
}

function requirePlace(cursor: string | undefined): AuditPlace | undefined {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  if (cursor !== undefined && place === undefined) throw new InvalidCursor();
  return place;
}
