import { beginAnew, moveBehind, SETTLED_AHEAD } from '#database';

/**
 * Which event a row `b` of the audit log is; null for none. Only rows about the files of this installation count: what the
 * proxy passes on belongs to somebody else's application.
 */
const EVENT_OF_ROW = `
  case
    when b.process = 'proxy' or b.file_id is null then null
    when b.status >= 400 then case when b.detail ? 'recovered' then 'recovered' end
    when b.operation = 'OpenSession' then 'opened'
    when b.operation = 'RenameFile' then 'renamed'
    when b.operation in ('PutFile', 'PutChunkedFile', 'RestoreVersion', 'RestoreRecovered') and b.version_after is not null then 'saved'
    when b.lock_before is null and b.lock_after is not null and b.operation !~ '^Put' then 'locked'
    when b.lock_before is not null and b.lock_after is null and b.operation !~ '^Put' then 'closed'
  end`;

/**
 * $1 most rows. Reads on in the audit log, in the order of writing, and puts what webhooks are to hear into the outbox: one
 * statement, so that each row is taken once. Rows of transactions that still run, and all after them, wait.
 */
export const FEED = `
  with position as materialized (
    select * from webhook_position for update skip locked
  ), batch as materialized (
    select ahead.* from position p, lateral (
      select a.* from audit_log a where ${SETTLED_AHEAD} order by a.xid, a.seq limit $1) ahead
  ), told as (
    select b.*, ${EVENT_OF_ROW} as event from batch b
  ), written as (
    insert into webhook_deliveries (tenant_id, webhook_id, event_id, place, type, file_id, body)
    select t.tenant_id, w.webhook_id, t.audit_id, t.seq, t.event, t.file_id, jsonb_build_object(
      'type', t.event,
      'timestamp', to_char(t.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', jsonb_strip_nulls(jsonb_build_object('file', t.file_id, 'user', t.user_id, 'session', t.session_id,
        'client', t.client, 'version', t.version_after::text,
        'reason', case when t.event = 'recovered' then t.detail ->> 'recovered' end)))
    from told t join webhooks w on w.tenant_id = t.tenant_id and w.active and t.event = any(w.events)
    on conflict do nothing
  ), moved as (${moveBehind('batch', 'webhook_position')}
  )
  select count(*)::int as "rows" from batch`;

/**
 * While there is no webhook that is to hear of anything, the position follows the chain, whose keeper has just gone through the same rows. A webhook
 * that comes meanwhile misses nothing: what the chain holds was written before.
 */
export const SKIP = `
  with unheard as (
    select c.* from audit_position c, webhook_position p
    where c.floor_seq = p.floor_seq and not exists (select from webhooks where active)
  ), skipped as (
    update webhook_position p set xid = c.xid, seq = c.seq, max_seq = greatest(p.max_seq, c.max_seq)
    from unheard c where (c.xid, c.seq) > (p.xid, p.seq)
  )
  select exists (select from unheard) as "unheard"`;

export const BEGIN_ANEW = beginAnew('webhook_position');

/** $1 webhooks that are at work already, $2 most. Webhooks that something is due for. */
export const DUE = `
  select w.tenant_id as "tenantId", w.webhook_id as "webhookId" from webhooks w
  where w.active and w.webhook_id <> all($1::uuid[])
    and exists (
      select from webhook_deliveries d
      where d.tenant_id = w.tenant_id and d.webhook_id = w.webhook_id and d.state = 'waiting' and d.next_attempt_at <= now())
  limit $2`;

/**
 * $1 tenant, $2 webhook, $3 most. Takes deliveries that are due for a minute: longer than an attempt lasts, and whoever dies meanwhile leaves them
 * to the others. The events of a file go to a webhook one after another.
 */
export const CLAIM = `
  with due as materialized (
    select d.tenant_id, d.delivery_id from webhook_deliveries d
    where d.tenant_id = $1 and d.webhook_id = $2 and d.state = 'waiting' and d.next_attempt_at <= now()
      and exists (
        select from webhooks w where w.tenant_id = d.tenant_id and w.webhook_id = d.webhook_id and w.active)
      and not exists (
        select from webhook_deliveries e
        where e.tenant_id = d.tenant_id and e.webhook_id = d.webhook_id and e.file_id = d.file_id and e.state = 'waiting'
          and e.place < d.place)
    order by d.next_attempt_at limit $3
    for update skip locked
  )
  update webhook_deliveries d set attempts = d.attempts + 1, next_attempt_at = now() + interval '1 minute'
  from due, webhooks w
  where d.tenant_id = due.tenant_id and d.delivery_id = due.delivery_id
    and w.tenant_id = d.tenant_id and w.webhook_id = d.webhook_id
  returning d.tenant_id as "tenantId", d.delivery_id as "deliveryId", d.webhook_id as "webhookId", d.event_id as "eventId",
    d.attempts, d.body::text as "body", w.url, w.private_network as "privateNetwork", 
    case when w.old_secret_until > now() then array[w.sealed_secret, w.sealed_old_secret] else array[w.sealed_secret] end as "sealedSecrets"`;

/** $1 tenant, $2 delivery, $3 outcome. */
export const DELIVERED = `
  update webhook_deliveries set state = 'delivered', finished_at = now(), last_outcome = $3
  where tenant_id = $1 and delivery_id = $2 and state = 'waiting'`;

/**
 * $1 tenant, $2 delivery, $3 outcome, $4 number of the attempt. Five seconds, doubled with each attempt up to an hour, of which
 * half is left to chance.
 */
export const FAILED = `
  with next as (
    select now() + least(interval '5 seconds' * 2 ^ least($4::integer - 1, 15), interval '1 hour') * (0.5 + random() / 2) as at
  )
  update webhook_deliveries
  set last_outcome = $3, next_attempt_at = next.at,
    state = case when next.at > give_up_at then 'given-up' else 'waiting' end,
    finished_at = case when next.at > give_up_at then now() end
  from next
  where tenant_id = $1 and delivery_id = $2 and state = 'waiting' and attempts = $4`;

/** What was settled a month ago goes. */
export const SWEEP = `
  delete from webhook_deliveries where state <> 'waiting' and finished_at < now() - interval '30 days'`;
