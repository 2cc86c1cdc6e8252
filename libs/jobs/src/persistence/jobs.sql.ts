/** Jobs of all tenants, as they are told, with their tenant. */
export const JOBS = `
  select j.tenant_id, j.job_id as "id", j.kind, j.state, j.created_by as "createdBy", j.created_at as "createdAt",
    j.started_at as "startedAt", j.finished_at as "finishedAt", j.total, i.done, i.refused, i.failed
  from jobs j, lateral (
    select count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome = 'refused')::int as refused,
      count(*) filter (where outcome = 'failed')::int as failed
    from job_items i where i.tenant_id = j.tenant_id and i.job_id = j.job_id
  ) i`;

/** $1 tenant, $2 job, $3 kind, $4 principal, $5 subjects. */
export const ADD = `
  with change as (
    insert into jobs (tenant_id, job_id, kind, created_by, total)
    values ($1::uuid, $2::uuid, $3, $4, jsonb_array_length($5::jsonb)) returning job_id as id
  ), items as (
    insert into job_items (tenant_id, job_id, place, subject)
    select $1::uuid, $2::uuid, place, subject from jsonb_array_elements($5::jsonb) with ordinality as s (subject, place)
  )`;

/** $1 tenant, $2 job. */
export const GET = `select * from (${JOBS}) j where j.tenant_id = $1 and j.id = $2`;

/** $1 tenant, $2 job. No row back: it is over. */
export const START = `
  update jobs set state = 'running', started_at = coalesce(started_at, now())
  where tenant_id = $1 and job_id = $2 and state in ('waiting', 'running')
  returning kind, created_by as "createdBy"`;

/** $1 tenant, $2 job. An item that nobody else is at, kept from others until the transaction ends. */
export const TAKE = `
  select i.place, i.subject from job_items i join jobs j on j.tenant_id = i.tenant_id and j.job_id = i.job_id
  where i.tenant_id = $1 and i.job_id = $2 and i.outcome is null and j.state = 'running'
  order by i.place limit 1
  for update of i skip locked`;

/** $1 tenant, $2 job, $3 place, $4 outcome, $5 detail or null. */
export const SETTLE = `
  update job_items set outcome = $4, detail = $5
  where tenant_id = $1 and job_id = $2 and place = $3 and outcome is null`;

/** $1 tenant, $2 job. A row comes back once nothing of it is left. Takes some of what ended a month ago away with it. */
export const FINISH = `
  with old as (
    delete from jobs where (tenant_id, job_id) in (
      select tenant_id, job_id from jobs where finished_at < now() - interval '30 days'
      order by finished_at limit 20 for update skip locked)
  )
  update jobs set state = 'done', finished_at = now()
  where tenant_id = $1 and job_id = $2 and state = 'running'
    and not exists (select from job_items where tenant_id = $1 and job_id = $2 and outcome is null)
  returning job_id`;

/** $1 tenant, $2 job. */
export const CANCEL = `
  update jobs set state = 'cancelled', finished_at = now()
  where tenant_id = $1 and job_id = $2 and state in ('waiting', 'running')
  returning job_id`;
