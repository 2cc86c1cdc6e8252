/** Whether a hold in force covers a file ($file) or, where one is named, a version of it. */
export const isHeld = (tenant: string, file: string, version = 'null'): string => `exists (
    select from legal_holds hold
    where hold.tenant_id = ${tenant} and hold.released_at is null
      and (hold.file_id is null or (hold.file_id = ${file} and (hold.version is null or hold.version = ${version}))))`;

/**
 * Versions as the policy of their tenant sees them. `superseded_by`: the next save of the same session within the same span of time,
 * for one that nobody asked for and nobody marked. `folded_into`: the save that stands for it and others like it.
 * Spans are counted from the session's start, so that what is purged leaves the others where they are.
 * @param which a condition on `v`, the versions; whole files only
 */
export const historyOf = (which: string): string => `
  select s.*, case when s.superseded_by is not null then
      min(s.version) filter (where s.superseded_by is null) over (
        partition by s.tenant_id, s.file_id, s.session_id, s.span order by s.version
        rows between current row and unbounded following)
    end as folded_into
  from (
    select n.*, case when n.foldable then lead(n.version) over (
        partition by n.tenant_id, n.file_id, n.session_id, n.span order by n.version)
      end as superseded_by
    from (
      select v.tenant_id, v.file_id, v.version, v.size, v.blob_key, v.created_at, v.session_id,
        v.label is not null or v.pinned_at is not null as marked,
        v.origin = 'saved' and v.session_id is not null and coalesce(v.save_kind, 'autosave') = 'autosave'
          and v.label is null and v.pinned_at is null and p.fold_minutes > 0 as foldable,
        floor(extract(epoch from v.created_at - v.session_opened_at) / nullif(60 * p.fold_minutes, 0)) as span
      from versions v join retention_policies p on p.tenant_id = v.tenant_id
      where ${which}
    ) n
  ) s`;
