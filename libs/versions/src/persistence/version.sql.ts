import { historyOf, isHeld } from './history.sql.js';

const COLUMNS = `v.version::text as "version", v.origin, v.restored_from::text as "restoredFrom", v.size::float8 as "size",
  v.blob_key as "blobKey", v.sha256, u.display_name as "authorName", v.created_at as "createdAt",
  v.save_kind as "saveKind", v.label, v.pinned_at is not null as "pinned",
  ${isHeld('v.tenant_id', 'v.file_id', 'v.version')} as "held", array(
    select e.display_name from users e where e.tenant_id = v.tenant_id and e.user_id = any(v.editors) order by e.display_name
  ) as "editorNames"`;

/**
 * $1 tenant, $2 file. The author is among the editors, and a version that stands for others names the editors of all of them, its own
 * first.
 */
export const VERSIONS = `
  with history as (${historyOf('v.tenant_id = $1 and v.file_id = $2')}), listed as (
    select ${COLUMNS}, h.folded_into::text as "foldedInto"
    from versions v
    join history h on h.version = v.version
    join users u on u.tenant_id = v.tenant_id and u.user_id = v.author_id
    where v.tenant_id = $1 and v.file_id = $2
  ), named as (
    select stands.version, editor,
      min(array[(stands.version <> l.version)::integer, -l.version::bigint, e.n]) as place
    from listed l, unnest(array[l.version, l."foldedInto"]) as stands (version),
      unnest(array[l."authorName"] || l."editorNames") with ordinality as e (editor, n)
    group by stands.version, editor
  ), editors as (
    select version, array_agg(editor order by place) as names from named group by version
  )
  select l.version, l.origin, l."restoredFrom", l.size, l."blobKey", l.sha256, l."authorName", l."createdAt", l."saveKind",
    l.label, l.pinned, l.held, l."foldedInto", e.names as "editorNames"
  from listed l join editors e on e.version = l.version`;

/** As VERSIONS, newest first. */
export const LIST = `${VERSIONS} order by l.version::bigint desc`;

/** $1 tenant, $2 file, $3 version. */
export const FIND = `
  select ${COLUMNS}
  from versions v join users u on u.tenant_id = v.tenant_id and u.user_id = v.author_id
  where v.tenant_id = $1 and v.file_id = $2 and v.version = $3`;

/** $1 tenant, $2 file, $3 version, $4 label or null. */
export const LABEL = `
  update versions set label = $4 where tenant_id = $1 and file_id = $2 and version = $3 returning version`;

/** $1 tenant, $2 file, $3 version, $4 whether it is to be pinned. */
export const PIN = `
  update versions set pinned_at = case when $4::boolean then coalesce(pinned_at, now()) end
  where tenant_id = $1 and file_id = $2 and version = $3 returning version`;
