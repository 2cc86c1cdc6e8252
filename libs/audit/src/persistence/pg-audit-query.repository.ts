import { Injectable } from '@nestjs/common';
import { Db, sqlState } from '#database';
import { cursorOf, InvalidCursor } from '../audit-cursor.js';
import { AuditQueryRepository, type AuditReading } from '../audit-query.repository.js';
import type { AuditFilter, AuditPage, AuditRow } from '../audit-row.js';
import { type FilterName, FILTERS, list } from './audit-query.sql.js';

const NAMES = Object.keys(FILTERS) as FilterName[];

type Row = Record<string, unknown> & { readonly at: string; readonly auditId: string };

@Injectable()
export class PgAuditQueryRepository extends AuditQueryRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async list(
    tenantId: string,
    filter: AuditFilter,
    { most, order, after }: AuditReading,
  ): Promise<AuditPage> {
    const names = NAMES.filter((name) => filter[name] !== undefined);
    const text = list(names, order, after !== undefined, filter.status);
    const values = [
      tenantId,
      filter.since ?? '-infinity',
      filter.until ?? 'infinity',
      most + 1,
      ...names.map((name) => filter[name]),
      ...(after ? [after.at, after.auditId] : []),
    ];
    const found = await this.db.query<Row>(text, values).catch((error: unknown) => {
      // Only a cursor of somebody's own making holds what its columns cannot.
      throw after && sqlState(error)?.startsWith('22') ? new InvalidCursor() : error;
    });
    return { rows: found.slice(0, most).map(toRow), more: found.length > most };
  }
}

/** Null is how the database says that there is no value. */
function toRow({ at, ...row }: Row): AuditRow {
  const told = Object.entries(row).filter(([, value]) => value !== null);
  const cursor = cursorOf({ at, auditId: row.auditId });
  return { cursor, ...Object.fromEntries(told) } as unknown as AuditRow;
}
