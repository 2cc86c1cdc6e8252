/** $1 tenant, $2 blob. `parts` is null for a blob that holds its chunks itself. */
export const FIND = `
  select l.scheme, l.chunks, (
    select array_agg(p.part_key order by p.position) from blob_parts p
    where p.tenant_id = l.tenant_id and p.blob_key = l.blob_key) as "parts"
  from chunk_lists l where l.tenant_id = $1 and l.blob_key = $2`;

/** $1 tenant, $2 blob, $3 scheme, $4 chunks. Only for a blob that somebody keeps; another may have been quicker. */
export const REMEMBER = `
  insert into chunk_lists (tenant_id, blob_key, scheme, chunks)
  select tenant_id, blob_key, $3, $4::jsonb from blobs
  where tenant_id = $1 and blob_key = $2 and fate = 'kept' for share
  on conflict do nothing`;
