import { historyOf, isHeld } from '#versions';

/** $1 tenant, $2 the last file before, $3 how many. */
export const NEXT_FILES = `
  select file_id as "id" from files where tenant_id = $1 and file_id > $2 order by file_id limit $3`;

/**
 * $1 tenant, $2 files, $3 how many at most, or null. Versions that the tenant's policy keeps no longer. Never the current one of a file that is there, one with a
 * label or a pin, one under a legal hold; a deleted file loses all but the last of these.
 */
export const PURGEABLE = `
  with history as (${historyOf('v.tenant_id = $1 and v.file_id = any($2::uuid[])')}
  ), judged as (
    select h.*, f.version as current, f.deleted_at,
      count(*) filter (where h.superseded_by is null and not h.marked and h.version < f.version) over newest as n,
      sum(h.size) over newest as bytes
    from history h join files f on f.tenant_id = h.tenant_id and f.file_id = h.file_id
    window newest as (partition by h.tenant_id, h.file_id order by h.version desc)
  )
  select j.file_id as "fileId", j.version::text as "version", j.size::float8 as "size", j.blob_key as "blobKey"
  from judged j join retention_policies p on p.tenant_id = j.tenant_id
  where not ${isHeld('j.tenant_id', 'j.file_id', 'j.version')} and case
    when j.deleted_at is not null then j.deleted_at < now() - make_interval(days => p.deleted_days)
    else j.version < j.current and not j.marked and (
      j.n > p.max_versions or j.bytes > p.max_bytes
      or j.created_at < now() - make_interval(days => p.max_age_days)
      or j.superseded_by is not null and j.created_at < now() - make_interval(days => p.superseded_days))
    end
  order by j.file_id, j.version limit $3::int`;

/** A version `v` of a file `f` that was neither marked nor is the current one. */
const UNMARKED = 'v.version < f.version and v.label is null and v.pinned_at is null';

const removal = (mayGo: string) => `
  delete from versions v using unnest($2::uuid[], $3::bigint[]) as doomed (file_id, version), files f
  where v.tenant_id = $1 and v.file_id = doomed.file_id and v.version = doomed.version
    and f.tenant_id = v.tenant_id and f.file_id = v.file_id
    and (${mayGo})
    and not ${isHeld('v.tenant_id', 'v.file_id', 'v.version')}
  returning v.file_id as "fileId", v.version::text as "version", v.size::float8 as "size", v.blob_key as "blobKey"`;

/**
 * $1 tenant, $2 files, $3 versions of them, one by one. Their blobs are locked; a label, a pin or a hold that came since the look
 * keeps a version.
 */
export const PURGE = removal(`f.deleted_at is not null or ${UNMARKED}`);

/** $1 tenant, $2 files, $3 versions of them, one by one: of a deleted file, too, only what could go while it was there. */
export const REMOVE = removal(UNMARKED);
