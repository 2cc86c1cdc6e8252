/** Member of a change, the column that keeps it, and its type. */
export type ChangeableColumns = Readonly<Record<string, readonly [column: string, type: string]>>;

/** A set list of an update: each column that the JSON object `change` has a member for; a null takes the value away. */
export function changedColumns(columns: ChangeableColumns, change: string): string {
  return Object.entries(columns)
    .map(([member, [column, type]]) => {
      const value = `${change}->'${member}'`;
      return `${column} = case when ${change} ? '${member}' then ${read(value, type)} else ${column} end`;
    })
    .join(',\n      ');
}

function read(value: string, type: string): string {
  if (type === 'jsonb') return value;
  if (type !== 'text[]') return `(${value} #>> '{}')::${type}`;
  return `case when jsonb_typeof(${value}) = 'array' then array(select jsonb_array_elements_text(${value})) end`;
}
