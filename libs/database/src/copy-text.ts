const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const ESCAPED = /[\\\t\n\r]/;

/** What `copy … from` takes as a column's value: objects as JSON, numbers that are none as null. */
function field(value: unknown): string {
  if (typeof value === 'string')
    return ESCAPED.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (found) => ESCAPES[found]!) : value;
  if (value === undefined || value === null) return '\\N';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '\\N';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? field(JSON.stringify(value)) : String(value as bigint | boolean);
}

/** A row in PostgreSQL's text format of COPY. */
export const copyLine = (values: readonly unknown[]): string => `${values.map(field).join('\t')}\n`;
