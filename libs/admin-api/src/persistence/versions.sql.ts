import { VERSIONS as ALL_VERSIONS } from '#versions';
import type { Listing } from './listing.js';

/** $2 file, $3 pinned or not, $4 held or not, $5 folded or not. */
export const VERSIONS: Listing = {
  rows: `
    select l.version::bigint, l.size, l."authorName", l."editorNames", l."createdAt", l.origin, l."restoredFrom",
      l."saveKind", l.label, l.pinned, l.held, l."foldedInto", l.version::bigint = f.version as "current"
    from (${ALL_VERSIONS}) l
    join files f on f.tenant_id = $1 and f.file_id = $2
    where ($3::boolean is null or l.pinned = $3) and ($4::boolean is null or l.held = $4)
      and ($5::boolean is null or (l."foldedInto" is not null) = $5)`,
  filters: 4,
  key: 'version',
  keyType: 'int8',
  sorts: { version: 'int8', size: 'float8' },
};
