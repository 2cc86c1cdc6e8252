import { Injectable } from '@nestjs/common';
import { Db, sqlState } from '#database';
import { cursorOf, InvalidCursor, type WritingPlace, writingCursorOf } from '../audit-cursor.js';
import {
  AuditQueryRepository,
  type AuditReading,
  type SealedExtent,
  type WritingRange,
} from '../audit-query.repository.js';
import type { AuditFilter, AuditPage, AuditRow } from '../audit-row.js';
import {
  BEFORE_DAYS_SINCE,
  type FilterName,
  FILTERS,
  list,
  listWritten,
  SEALED_EXTENT,
} from './audit-query.sql.js';

const NAMES = Object.keys(FILTERS) as FilterName[];

type Row = Record<string, unknown> & { readonly auditId: string };

@Injectable()
export class PgAuditQueryRepository extends AuditQueryRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async list(tenantId: string, filter: AuditFilter, { most, after }: AuditReading): Promise<AuditPage> {
    const names = namesOf(filter);
    const values = [
      ...firstValues(tenantId, filter, most),
      ...names.map((name) => filter[name]),
      ...(after ? [after.at, after.auditId] : []),
    ];
    const found = this.query<Row & { at: string }>(list(names, filter, after !== undefined), values);
    return pageOf(await found, most, ['at'], cursorOf);
  }

  async sealedExtent(): Promise<SealedExtent> {
    const [extent] = await this.db.query<SealedExtent>(SEALED_EXTENT);
    return extent!;
  }

  async placeBefore(
    tenantId: string,
    since: Date,
    { floorSeq }: SealedExtent,
  ): Promise<WritingPlace | undefined> {
    const values = [tenantId, since, floorSeq];
    const [place] = await this.query<{ xid: string | null; seq: string }>(BEFORE_DAYS_SINCE, values);
    return place?.xid ? { xid: place.xid, seq: place.seq } : undefined;
  }

  async listWritten(
    tenantId: string,
    filter: AuditFilter,
    { after, upTo, afterSeq, upToSeq }: WritingRange,
    most: number,
  ): Promise<AuditPage> {
    const names = namesOf(filter);
    const values = [
      ...firstValues(tenantId, filter, most),
      after.xid,
      after.seq,
      upTo.xid,
      upTo.seq,
      afterSeq,
      upToSeq,
      ...names.map((name) => filter[name]),
    ];
    const found = this.query<Row & { xid: string; seq: string }>(listWritten(names, filter), values);
    return pageOf(await found, most, ['xid', 'seq'], writingCursorOf);
  }

  private query<Found>(text: string, values: readonly unknown[]): Promise<Found[]> {
    return this.db.query<Found>(text, values).catch((error: unknown) => {
      // Only a cursor of somebody's own making holds what its columns cannot.
      throw sqlState(error)?.startsWith('22') ? new InvalidCursor() : error;
    });
  }
}

const namesOf = (filter: AuditFilter) => NAMES.filter((name) => filter[name] !== undefined);

const firstValues = (tenantId: string, { since, until }: AuditFilter, most: number) => [
  tenantId,
  since ?? '-infinity',
  until ?? 'infinity',
  most + 1,
];

/** `place` are the members that a row's cursor is made of. */
function pageOf<Found extends Row>(
  found: readonly Found[],
  most: number,
  place: readonly string[],
  cursorOf: (row: Found) => string,
): AuditPage {
  const rows = found.slice(0, most).map((row) => {
    const told: Record<string, unknown> = { cursor: cursorOf(row) };
    // Null is how the database says that there is no value. A plain loop, since an export comes to tens of thousands of members a page.
    for (const name in row) if (row[name] !== null && !place.includes(name)) told[name] = row[name];
    return told as unknown as AuditRow;
  });
  return { rows, more: found.length > most };
}
