import { Injectable } from '@nestjs/common';
import { type AuditPlace, InvalidCursor, placeOf } from './audit-cursor.js';
import { AuditQueryRepository } from './audit-query.repository.js';
import type { AuditFilter, AuditPage, AuditRow } from './audit-row.js';

const EXPORT_BATCH = 2_000;

/** The audit log for readers: pages, newest first, and whole exports, oldest first. */
@Injectable()
export class AuditLog {
  constructor(private readonly rows: AuditQueryRepository) {}

  /** @throws InvalidCursor */
  page(tenantId: string, filter: AuditFilter, most: number, cursor?: string): Promise<AuditPage> {
    return this.rows.list(tenantId, filter, { most, order: 'desc', after: requirePlace(cursor) });
  }

  /**
   * Every row of the filter, a batch at a time; after `cursor` where a former reading ended. The first batch has been read
   * when this resolves, so that what cannot be read is known before anything is answered. @throws InvalidCursor
   */
  async read(
    tenantId: string,
    filter: AuditFilter,
    cursor?: string,
  ): Promise<AsyncIterable<readonly AuditRow[]>> {
    const batch = (after: AuditPlace | undefined) =>
      this.rows.list(tenantId, filter, { most: EXPORT_BATCH, order: 'asc', after });
    return batchesFrom(await batch(requirePlace(cursor)), batch);
  }
}

async function* batchesFrom(first: AuditPage, batch: (after: AuditPlace | undefined) => Promise<AuditPage>) {
  for (let page = first; ; page = await batch(placeOf(page.rows.at(-1)!.cursor))) {
    yield page.rows;
    if (!page.more) return;
  }
}

function requirePlace(cursor: string | undefined): AuditPlace | undefined {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  if (cursor !== undefined && place === undefined) throw new InvalidCursor();
  return place;
}
