import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { HELD_ROWS, type HeldRow } from '../persistence/held-rows.sql.js';
import { requireMatch } from './entity-tag.js';

/** A resource that has an ETag: the row that stands for it, and how it is read. */
export interface Tagged {
  readonly row: HeldRow;
  readonly values: readonly string[];
  readonly read: () => Promise<object>;
}

/** Has a change happen only to what its caller has read: of many who read the same state, one wins. */
@Injectable()
export class IfUnchanged {
  constructor(private readonly db: Db) {}

  /** The row is held from the comparison to the end of the change, also by changes that compare nothing. @throws Problem 412 */
  run<T>(ifMatch: string | undefined, { row, values, read }: Tagged, change: () => Promise<T>): Promise<T> {
    return this.db.transaction(async () => {
      await this.db.query(HELD_ROWS[row], values);
      if (ifMatch !== undefined) requireMatch(ifMatch, await read());
      return change();
    });
  }
}
