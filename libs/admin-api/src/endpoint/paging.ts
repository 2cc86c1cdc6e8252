import * as z from 'zod';

/** A cursor is none that an answer to the same question gave. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';

  constructor() {
    super('The cursor is not one that an answer to this question gave.');
  }
}

/** Where a page ends: the last row's value in the column that sorts, as Postgres writes it, and its key. */
export interface Place {
  readonly sort: string;
  readonly value: string;
  readonly id: string;
}

/** What every list takes, beside filters of its own. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A column; `-` in front: the greatest first. */
  readonly sort: string;
  readonly fields?: readonly string[] | undefined;
}

/** A page of a list: `next` leads to the one behind it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | undefined;
}

const CursorForm = z.tuple([z.string(), z.string(), z.string()]);

export const cursorOf = ({ sort, value, id }: Place): string =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');

/** @throws UnknownCursor also for one of another order */
export function placeOf(cursor: string, sort: string): Place {
  const read = CursorForm.safeParse(parse(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success || read.data[0] !== sort) throw new UnknownCursor();
  return { sort, value: read.data[1], id: read.data[2] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Members of a list's query: `limit`, `cursor`, `sort` by one of the columns (the first unless told) and `fields` of the item's. */
export function pageMembers(item: z.ZodObject, sorts: readonly [string, ...string[]]) {
  const known = Object.keys(item.shape);
  const orders = sorts.flatMap((sort) => [sort, sort.startsWith('-') ? sort.slice(1) : `-${sort}`]);
  return {
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(3000).optional().meta({ description: '`next` of the page before' }),
    sort: z
      .enum(orders as [string, ...string[]])
      .default(sorts[0])
      .meta({ description: 'With `-` in front: the greatest first' }),
    fields: z
      .string()
      .max(1000)
      .transform((text) => text.split(','))
      .refine((names) => names.every((name) => known.includes(name)), `must be some of ${known.join(',')}`)
      .optional()
      .meta({ description: `Members to answer beside the key, with commas between: ${known.join(',')}` }),
  };
}

/** The form of a page; members of its items, besides their key, are absent where `fields` does not name them. */
export const pageForm = (name: string, item: z.ZodObject, key = 'id') =>
  z.object({
    [name]: z.array(item.partial().extend({ [key]: item.shape[key]! })),
    next: z.string().optional().meta({ description: 'Cursor of the next page; absent on the last' }),
  });

/** A word that rows must hold or equal. */
export const filterText = z.string().min(1).max(200).optional();

export const filterFlag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();
