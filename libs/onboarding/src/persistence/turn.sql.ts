/** $1 tenant, $2 instance, $3 seconds that it lasts at most. A row with 0: the turn is taken; otherwise with the seconds until the next one. */
export const TAKE_TURN = `
  with taken as (
    insert into verification_turns as t (tenant_id, instance_id, next_at)
    values ($1, $2, now() + make_interval(secs => $3))
    on conflict (tenant_id, instance_id) do update set next_at = excluded.next_at where t.next_at <= now()
    returning 0 as "waitSeconds"
  )
  select "waitSeconds" from taken
  union all
  select greatest(1, ceil(extract(epoch from next_at - now())))::integer from verification_turns
  where tenant_id = $1 and instance_id = $2 and not exists (select from taken)`;

/** $1 tenant, $2 instance, $3 seconds until the next turn. */
export const END_TURN = `
  update verification_turns set next_at = now() + make_interval(secs => $3) where tenant_id = $1 and instance_id = $2`;
