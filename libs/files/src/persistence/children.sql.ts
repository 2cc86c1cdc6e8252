/** A line a child: its id, and its properties as the beginning of a JSON object. JSON has no line breaks of its own. */
const lines = (id: string, properties: string) => `string_agg(${id} || ${properties}, E'\\n')`;

/** Whether a token of before $4 would be refused for a child. */
const OUTDATED = 'bool_or(tokens_valid_from >= $4)';

/** The origin of a ChildrenState. */
const ORIGIN = `pg_postmaster_start_time()::text || ' ' || 'container_changes'::regclass::oid`;

/**
 * $1 tenant, $2 container, $3 extensions in lower case with their dots, or null for all files, $4 when tokens for the children are
 * issued. One row with a line for each child, since ten thousand rows would cost more than what is in them, and with the
 * snapshot that it shows. The time in seven digits, as .NET writes it.
 */
export const CHILDREN = `
  select c.lines as "containers", f.lines as "files", coalesce(c.outdated or f.outdated, false) as "outdated",
    pg_current_snapshot()::text as "snapshot", ${ORIGIN} as "origin"
  from (
    select ${OUTDATED} as outdated, ${lines('container_id', `'{"Name":' || to_json(name)`)} as lines
    from containers
    where tenant_id = $1 and parent_id = $2 and deleted_at is null
  ) c, (
    select ${OUTDATED} as outdated, ${lines(
      'file_id',
      `'{"Name":' || to_json(name) || ',"Version":"' || version || '","Size":' || size || ',"LastModifiedTime":"'
      || to_char(modified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"0000Z"') || '"'`,
    )} as lines
    from files
    where tenant_id = $1 and container_id = $2 and deleted_at is null
      and ($3::text[] is null or lower(substring(name from '.(\\.[^.]*)$')) = any($3))
  ) f`;

/**
 * Columns that are a NewestChange, for a statement whose parameters are such. It is looked for in the index from its end, whatever
 * the planner makes of the parameters.
 */
export const newestChange = (tenantId: string, containerId: string): string => `
  (select changed_xid from container_changes
    where tenant_id = ${tenantId} and container_id = ${containerId} order by changed_xid desc limit 1) as "changedXid",
  ${ORIGIN} as "origin"`;

/** $1 tenant, $2 container, $3 snapshot, $4 its origin. Whether CHILDREN would show what it showed in that snapshot. */
export const UNCHANGED = `
  select ${ORIGIN} = $4 and not exists (
    select from container_changes
    where tenant_id = $1 and container_id = $2 and changed_xid >= pg_snapshot_xmin($3::pg_snapshot)
      and not pg_visible_in_snapshot(changed_xid, $3::pg_snapshot)) as "unchanged"`;
