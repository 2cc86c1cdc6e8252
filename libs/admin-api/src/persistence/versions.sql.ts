import { VERSIONS as ALL_VERSIONS } from '#versions';
import type { Listing } from './listing.js';

/** $2 file, $3 pinned or not, $4 held or not, $5 folded or not. A version that stands for others names the editors of all of them, its own first. */
export const VERSIONS: Listing = {
  rows: `
    with listed as (${ALL_VERSIONS}), named as (
      select stands.version, editor,
        min(array[(stands.version <> l.version)::integer, -l.version::bigint, e.n]) as place
      from listed l, unnest(array[l.version, l."foldedInto"]) as stands (version),
        unnest(array[l."authorName"] || l."editorNames") with ordinality as e (editor, n)
      group by stands.version, editor
    ), editors as (
      select version, array_agg(editor order by place) as names from named group by version
    )
    select l.version::bigint, l.size, l."authorName", e.names as "editorNames", l."createdAt", l.origin, l."restoredFrom",
      l."saveKind", l.label, l.pinned, l.held, l."foldedInto", l.version::bigint = f.version as "current"
    from listed l
    join editors e on e.version = l.version
    join files f on f.tenant_id = $1 and f.file_id = $2
    where ($3::boolean is null or l.pinned = $3) and ($4::boolean is null or l.held = $4)
      and ($5::boolean is null or (l."foldedInto" is not null) = $5)`,
  filters: 4,
  key: 'version',
  keyType: 'int8',
  sorts: { version: 'int8', size: 'float8' },
};
