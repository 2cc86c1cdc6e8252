import { Injectable } from '@nestjs/common';
import { Db, sqlState } from '#database';
import { cursorOf, type Page, type PageQuery, placeOf, UnknownCursor } from '../endpoint/paging.js';
import { keyOf, type Listing, pageStatement } from './listing.js';

type Row = Readonly<Record<string, unknown>> & { readonly pagePlace: string };

/** Pages of lists. A page begins behind the last row of the one before, so rows that come meanwhile move no other. */
@Injectable()
export class PagesRepository {
  constructor(private readonly db: Db) {}

  /**
   * `values` are the tenant and the filters; `complete` adds to the rows of a page, as they came, what is found elsewhere.
   * @throws UnknownCursor
   */
  async read<Found extends object>(
    listing: Listing,
    values: readonly unknown[],
    { limit, cursor, sort, fields }: PageQuery,
    complete: (rows: readonly Found[]) => readonly object[] | Promise<readonly object[]> = (rows) => rows,
  ): Promise<Page<object>> {
    const after = cursor === undefined ? undefined : placeOf(cursor, sort);
    const given = values.map((value) => value ?? null);
    const place = [after?.value ?? null, after?.id ?? null, limit + 1];
    const found = await this.db
      .query<Row>(pageStatement(listing, sort), [...given, ...place])
      .catch((error: unknown) => {
        // Only a cursor of somebody's own making holds what its column cannot.
        throw after && sqlState(error)?.startsWith('22') ? new UnknownCursor() : error;
      });
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    const key = keyOf(listing);
    const completed = await complete(rows as unknown as readonly Found[]);
    return {
      rows: completed.map((row) => shown(row, fields && [key, ...fields])),
      next: last && cursorOf({ sort, value: last.pagePlace, id: String(last[key]) }),
    };
  }
}

/** Null is how the database says absent. */
function shown(row: object, fields: readonly string[] | undefined): object {
  const named = (name: string) => fields === undefined || fields.includes(name);
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && named(name)));
}
