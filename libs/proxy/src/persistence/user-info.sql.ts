/** $1 tenant, $2 instance, $3 hash of a token, $4 key of its user. Forgets tokens that no session can have any more. */
export const SEE = `
  with forgotten as (
    delete from user_info_tokens
    where tenant_id = $1 and seen_at < now() - interval '2 days' and token_hash <> $3
  ), seen as (
    insert into user_info_tokens as t (tenant_id, token_hash, instance_id, user_key) values ($1, $3, $2, $4)
    on conflict (tenant_id, token_hash) do update
      set instance_id = excluded.instance_id, user_key = excluded.user_key, seen_at = now()
  )
  select user_info as "userInfo" from kept_user_infos
  where tenant_id = $1 and instance_id = $2 and user_key = $4`;

/** $1 tenant, $2 instance, $3 hash of a token, $4 what to keep. No row: nobody knows whose token it is. */
export const KEEP = `
  insert into kept_user_infos as k (tenant_id, instance_id, user_key, user_info)
  select tenant_id, instance_id, user_key, $4 from user_info_tokens
  where tenant_id = $1 and instance_id = $2 and token_hash = $3
  on conflict (tenant_id, instance_id, user_key) do update set user_info = excluded.user_info
  returning 1`;
