const COLUMNS = `v.version::text as "version", v.origin, v.restored_from::text as "restoredFrom", v.size::float8 as "size",
  v.blob_key as "blobKey", v.sha256, u.display_name as "authorName", v.created_at as "createdAt",
  v.save_kind as "saveKind", array(
    select e.display_name from users e where e.tenant_id = v.tenant_id and e.user_id = any(v.editors) order by e.display_name
  ) as "editorNames"`;

/** $1 tenant, $2 file. Newest first. */
export const LIST = `
  select ${COLUMNS}
  from versions v join users u on u.tenant_id = v.tenant_id and u.user_id = v.author_id
  where v.tenant_id = $1 and v.file_id = $2
  order by v.version desc`;

/** $1 tenant, $2 file, $3 version. */
export const FIND = `
  select ${COLUMNS}
  from versions v join users u on u.tenant_id = v.tenant_id and u.user_id = v.author_id
  where v.tenant_id = $1 and v.file_id = $2 and v.version = $3`;
