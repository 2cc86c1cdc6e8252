/** $1 tenant, $2 blobs. Those that no row has ever named. */
export const ORPHANS = `
  select key as "key" from unnest($2::text[]) as key
  where not exists (select from blobs where tenant_id = $1 and blob_key = key and fate = 'kept')`;

/** $1 tenant, $2 blob. A row back: the blob belongs to nobody, and nobody can name it any more. */
export const CLAIM_ORPHAN = `
  insert into blobs (tenant_id, blob_key, fate) values ($1, $2, 'swept')
  on conflict (tenant_id, blob_key) do update set fate = 'swept' where blobs.fate = 'swept'
  returning blob_key`;

/** $1 tenant, $2 blobs. Whoever wants to name one of them again waits; in one order, so that nobody waits in a circle. */
export const LOCK_BLOBS = `
  select blob_key from blobs where tenant_id = $1 and blob_key = any($2) order by blob_key for update`;

/** $1 tenant, $2 blobs, locked by a statement before: this one sees whatever was committed until then. */
export const LET_GO = `
  update blobs b set fate = 'swept', settled_at = now()
  where b.tenant_id = $1 and b.blob_key = any($2) and b.fate = 'kept' and not exists (
    select from blob_references r where r.tenant_id = b.tenant_id and r.blob_key = b.blob_key)
  returning b.blob_key as "key"`;

/** $1 tenant, $2 blobs. What they are put together from. */
export const PARTS = `
  select distinct part_key as "key" from blob_parts where tenant_id = $1 and blob_key = any($2)`;

/** $1 seconds. Blobs that a row named once and none does any more, settled that long ago. */
export const UNNAMED = `
  select b.tenant_id as "tenantId", b.blob_key as "key" from blobs b
  where b.fate = 'kept' and b.settled_at < now() - make_interval(secs => $1) and not exists (
    select from blob_references r where r.tenant_id = b.tenant_id and r.blob_key = b.blob_key)
  limit 1000`;
