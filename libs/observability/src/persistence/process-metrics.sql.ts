/** $1 random id of this process, $2 its name, $3 metrics as prom-client's JSON. */
export const REPORT = `
  insert into process_metrics (instance_id, process, metrics) values ($1, $2, $3::jsonb)
  on conflict (instance_id) do update set metrics = excluded.metrics, reported_at = now()`;

/** $1 random id of this process. */
export const FORGET = `delete from process_metrics where instance_id = $1`;

export const FORGET_DEAD = `delete from process_metrics where reported_at < now() - interval '1 hour'`;

export const RECENT = `
  select instance_id as "instanceId", process, metrics from process_metrics
  where reported_at > now() - interval '60 seconds' order by process, instance_id`;
