/** $1 random id of this process, $2 its name, $3 metrics as prom-client's JSON, $4 its settings, $5 seconds since it started. */
export const REPORT = `
  insert into process_metrics (instance_id, process, metrics, settings, started_at)
  values ($1, $2, $3::jsonb, $4::jsonb, now() - make_interval(secs => $5))
  on conflict (instance_id) do update set metrics = excluded.metrics, reported_at = now()`;

/** $1 random id of this process. */
export const FORGET = `delete from process_metrics where instance_id = $1`;

export const FORGET_DEAD = `delete from process_metrics where reported_at < now() - interval '1 hour'`;

const RECENTLY = `reported_at > now() - interval '60 seconds'`;

export const RECENT = `select metrics from process_metrics where ${RECENTLY} order by process, instance_id`;

export const RUNNING = `
  select left(instance_id::text, 8) as "id", process, started_at as "startedAt", settings from process_metrics
  where ${RECENTLY} order by process, started_at, instance_id`;
