/** A place in the log: moment, as Postgres writes it since microseconds count, and id of a row. */
export interface AuditPlace {
  readonly at: string;
  readonly auditId: string;
}

/** A place in the order of writing: transaction and sequence number of a row, in decimal digits. */
export interface WritingPlace {
  readonly xid: string;
  readonly seq: string;
}

/** A cursor is none of ours. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor() {
    super('The cursor is not one that an answer of this API gave.');
  }
}

const PLACE = /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?) ([0-9a-f-]{36})$/;

export const cursorOf = ({ at, auditId }: AuditPlace): string =>
  Buffer.from(`${at} ${auditId}`).toString('base64url');

/** Undefined for what is no cursor of a list. */
export function placeOf(cursor: string): AuditPlace | undefined {
  const match = PLACE.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? { at: match[1]!, auditId: match[2]! } : undefined;
}

const WRITING_PLACE = /^written (\d{1,20}) (\d{1,19})$/;

export const writingCursorOf = ({ xid, seq }: WritingPlace): string =>
  Buffer.from(`written ${xid} ${seq}`).toString('base64url');

/** Undefined for what is no cursor of a reading in the order of writing. */
export function writingPlaceOf(cursor: string): WritingPlace | undefined {
  const match = WRITING_PLACE.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? { xid: match[1]!, seq: match[2]! } : undefined;
}
