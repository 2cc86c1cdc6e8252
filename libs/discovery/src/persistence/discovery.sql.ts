/** $1 URL, $2 the revision that the caller has or null. */
export const FIND = `
  select case when fetched_at::text is distinct from $2 then xml end as "xml",
         fetched_at as "fetchedAt", tried_at as "triedAt", failure, fetched_at::text as "revision",
         (extract(epoch from now() - fetched_at) * 1000)::float8 as "age",
         (extract(epoch from now() - tried_at) * 1000)::float8 as "triedAgo"
  from discoveries where discovery_url = $1`;

/** $1 URL, $2 seconds between attempts with a document, $3 without one. A row back: the caller fetches. */
export const CLAIM = `
  insert into discoveries as d (discovery_url) values ($1)
  on conflict (discovery_url) do update set tried_at = now()
  where d.tried_at <= now() - make_interval(secs => case when d.xml is null then $3::float8 else $2::float8 end)
  returning discovery_url`;

/** $1 URL, $2 document, $3 channel. */
export const KEEP = `
  with kept as (
    update discoveries set xml = $2, fetched_at = now(), failure = null where discovery_url = $1 returning discovery_url
  )
  select pg_notify($3, discovery_url) from kept`;

/** $1 URL, $2 why, $3 channel. */
export const KEEP_FAILURE = `
  with kept as (update discoveries set failure = $2 where discovery_url = $1 returning discovery_url)
  select pg_notify($3, discovery_url) from kept`;
