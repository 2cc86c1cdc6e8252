const COLUMNS = `fold_minutes as "foldMinutes", superseded_days as "supersededDays", max_versions as "maxVersions",
  max_age_days as "maxAgeDays", max_bytes::float8 as "maxBytes", deleted_days as "deletedDays",
  recovered_days as "recoveredDays", recovered_per_file as "recoveredPerFile", recovered_bytes::float8 as "recoveredBytes"`;

/** $1 tenant. */
export const POLICY = `select ${COLUMNS} from retention_policies where tenant_id = $1`;

/** $1 tenant, $2 JSON object with the columns that change. */
export const CHANGE_POLICY = `
  update retention_policies p
  set fold_minutes = c.fold_minutes, superseded_days = c.superseded_days, max_versions = c.max_versions,
    max_age_days = c.max_age_days, max_bytes = c.max_bytes, deleted_days = c.deleted_days,
    recovered_days = c.recovered_days, recovered_per_file = c.recovered_per_file, recovered_bytes = c.recovered_bytes,
    changed_at = now()
  from retention_policies old, jsonb_populate_record(old, $2::jsonb) c
  where p.tenant_id = $1 and old.tenant_id = p.tenant_id
  returning p.*`;

/** $1 tenant. Holds and purges wait for one another until the transaction ends. */
export const AWAIT_TURN = `select pg_advisory_xact_lock(hashtextextended('retention ' || $1, 0))`;

/** $1 tenant. As AWAIT_TURN for holds and purges, but several may have it at once. */
export const SHARE_TURN = `select pg_advisory_xact_lock_shared(hashtextextended('retention ' || $1, 0))`;

/** $1 tenant. Whether nobody else is at it. */
export const TAKE_TURN = `select pg_try_advisory_xact_lock(hashtextextended('retention ' || $1, 0)) as "mine"`;

const HOLD = `h.hold_id as "holdId", h.file_id as "fileId", h.version::text as "version", h.reason, h.placed_at as "placedAt",
  h.released_at as "releasedAt"`;

/** $1 tenant. */
export const HOLDS = `select ${HOLD} from legal_holds h where h.tenant_id = $1`;

/** $1 tenant, $2 file or null, $3 version or null, $4 reason. No row for a file or a version that is not there. */
export const PLACE_HOLD = `
  insert into legal_holds as h (tenant_id, file_id, version, reason)
  select $1, $2::uuid, $3::bigint, $4
  where ($2::uuid is null or exists (select from versions where tenant_id = $1 and file_id = $2 and version = coalesce($3, version)))
  returning ${HOLD}`;

/** $1 tenant, $2 hold. */
export const RELEASE_HOLD = `
  update legal_holds set released_at = now()
  where tenant_id = $1 and hold_id = $2 and released_at is null returning hold_id`;
