const WEBHOOK = `webhook_id as "id", url, events, private_network as "privateNetwork", active, created_at as "createdAt",
  case when old_secret_until > now() then old_secret_until end as "oldSecretUntil"`;

/** $1 tenant, $2 webhook, $3 url, $4 events, $5 private network, $6 sealed secret, $7 most of a tenant. */
export const ADD = `
  insert into webhooks (tenant_id, webhook_id, url, events, private_network, sealed_secret)
  select $1, $2, $3, $4, $5, $6
  where (select count(*) from webhooks where tenant_id = $1::uuid) < $7::integer
  returning ${WEBHOOK}`;

/** $1 tenant. */
export const LIST = `select ${WEBHOOK} from webhooks where tenant_id = $1 order by created_at, webhook_id`;

/** $1 tenant, $2 webhook, $3 events or null, $4 active or null. */
export const CHANGE = `
  update webhooks set events = coalesce($3::text[], events), active = coalesce($4::boolean, active)
  where tenant_id = $1 and webhook_id = $2
  returning ${WEBHOOK}`;

/** $1 tenant, $2 webhook, $3 sealed secret, $4 hours in which the one before counts, too. */
export const ROTATE = `
  update webhooks set sealed_secret = $3, sealed_old_secret = sealed_secret,
    old_secret_until = now() + make_interval(hours => $4::integer)
  where tenant_id = $1 and webhook_id = $2
  returning ${WEBHOOK}`;

/** $1 tenant, $2 webhook. */
export const REMOVE = `delete from webhooks where tenant_id = $1 and webhook_id = $2 returning ${WEBHOOK}`;

/** $1 tenant, $2 webhook. */
export const DELIVERIES = `
  select delivery_id as "id", event_id as "eventId", type, file_id as "fileId", state, attempts,
    case when state = 'waiting' then next_attempt_at end as "nextAttemptAt", finished_at as "finishedAt",
    last_outcome as "lastOutcome", place
  from webhook_deliveries
  where tenant_id = $1 and webhook_id = $2`;

/** $1 tenant, $2 webhook, $3 deliveries. */
export const REPLAY = `
  update webhook_deliveries
  set state = 'waiting', attempts = 0, next_attempt_at = now(), give_up_at = now() + interval '1 day', finished_at = null
  where tenant_id = $1 and webhook_id = $2 and delivery_id = any($3::uuid[]) and state <> 'waiting'
  returning delivery_id`;
