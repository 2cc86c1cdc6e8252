/** What can be listed in pages. */
export interface Listing {
  /**
   * A select whose columns are named as in answers, among them the key. $1 is the tenant, the parameters after it are filters,
   * null for none.
   */
  readonly rows: string;
  readonly filters: number;
  /** The column that tells rows apart, and is answered whatever `fields` says; `id` unless told. */
  readonly key?: string;
  readonly keyType: 'text' | 'uuid' | 'int8';
  /** Columns that sort, none ever null, with their types. */
  readonly sorts: Readonly<Record<string, 'text' | 'timestamptz' | 'float8' | 'int8'>>;
}

export const keyOf = ({ key = 'id' }: Listing): string => key;

/** After the listing's own parameters: the last row's value, its key (both null for the first page), most rows. */
export function pageStatement(listing: Listing, sort: string): string {
  const { rows, filters, keyType, sorts } = listing;
  const key = `"${keyOf(listing)}"`;
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  const order = descending ? 'desc' : 'asc';
  const [value, last, most] = [2, 3, 4].map((n) => `$${filters + n}`);
  return `
  select *, "${column}"::text as "pagePlace" from (${rows}) rows
  where ${last}::${keyType} is null
    or ("${column}", ${key}) ${descending ? '<' : '>'} (${value}::${sorts[column]!}, ${last}::${keyType})
  order by "${column}" ${order}, ${key} ${order} limit ${most}`;
}
