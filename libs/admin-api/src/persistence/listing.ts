/** What can be listed in pages. */
export interface Listing {
  /**
   * A select whose columns are named as in answers, among them `id`. $1 is the tenant, the parameters after it are filters,
   * null for none.
   */
  readonly rows: string;
  readonly filters: number;
  readonly idType: 'text' | 'uuid';
  /** Columns that sort, none ever null, with their types. */
  readonly sorts: Readonly<Record<string, 'text' | 'timestamptz' | 'float8'>>;
}

/** After the listing's own parameters: the last row's value, its id (both null for the first page), most rows. */
export function pageStatement({ rows, filters, idType, sorts }: Listing, sort: string): string {
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  const order = descending ? 'desc' : 'asc';
  const [value, id, most] = [2, 3, 4].map((n) => `$${filters + n}`);
  return `
  select *, "${column}"::text as "place" from (${rows}) rows
  where ${id}::${idType} is null
    or ("${column}", id) ${descending ? '<' : '>'} (${value}::${sorts[column]!}, ${id}::${idType})
  order by "${column}" ${order}, id ${order} limit ${most}`;
}
