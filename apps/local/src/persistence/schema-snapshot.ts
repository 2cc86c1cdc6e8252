import pg from 'pg';
import * as sql from './schema.sql.js';

interface Table {
  readonly name: string;
  readonly persistence: 'p' | 'u';
  readonly partitioned_by: string | null;
  readonly bound: string | null;
  readonly parent: string | null;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly identity: string;
  readonly generated: string;
  readonly default: string | null;
}

interface Named {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

const HEADER = `-- The schema that all migrations together make, for reading and for review. Written by \`npm run schema\`;
-- a test compares it with what the migrations make. Monthly partitions are left out.
`;

/** Writes out the schema `public` of a database, the same text for the same schema. */
export async function schemaSnapshot(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'schema-snapshot' });
  await client.connect();
  const rows = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  try {
    const tables = await rows<Table>(sql.TABLES);
    const columns = await rows<Column>(sql.COLUMNS);
    const constraints = await rows<Named>(sql.CONSTRAINTS);
    const indexes = await rows<Named>(sql.INDEXES);
    const triggers = await rows<Named>(sql.TRIGGERS);
    const views = await rows<Named>(sql.VIEWS);
    const functions = await rows<Named>(sql.FUNCTIONS);
    const others = await rows<Named>(sql.OTHERS);
    const of = <Row extends { table: string }>(list: Row[], { name }: Table) =>
      list.filter(({ table }) => table === name);
    const parts = tables.map((table) =>
      [
        create(table, of(columns, table), of(constraints, table)),
        ...[...of(indexes, table), ...of(triggers, table)].map(({ definition }) => `${definition};`),
      ].join('\n'),
    );
    const rest = [
      ...others.map(({ name }) => `-- ${name}`),
      ...views.map(({ definition }) => definition),
      ...functions.map(({ definition }) => `${definition.trimEnd()};`),
    ];
    return `${[HEADER.trimEnd(), ...parts, ...rest].join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

function create(table: Table, columns: Column[], constraints: Named[]): string {
  if (table.parent) return `create table ${table.name} partition of ${table.parent} ${table.bound};`;
  const lines = [
    ...columns.map(columnLine),
    ...constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ];
  const what = table.persistence === 'u' ? 'unlogged table' : 'table';
  const partitions = table.partitioned_by ? ` partition by ${table.partitioned_by}` : '';
  return `create ${what} ${table.name} (\n  ${lines.join(',\n  ')}\n)${partitions};`;
}

function columnLine(column: Column): string {
  const parts = [column.name, column.type];
  if (column.required) parts.push('not null');
  if (column.generated) parts.push(`generated always as (${column.default}) stored`);
  else if (column.identity)
    parts.push(`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`);
  else if (column.default !== null) parts.push(`default ${column.default}`);
  return parts.join(' ');
}
