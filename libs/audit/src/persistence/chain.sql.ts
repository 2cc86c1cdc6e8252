import { beginAnew, moveBehind, SETTLED_AHEAD } from '#database';
import { type BlockForm, GENESIS, HASH_BYTES } from '../chain/chain.js';

/**
 * The digest of a row `a`, over its values as PostgreSQL sends them in binary: of its settings only the client's encoding changes them, which
 * the driver sets. A column that comes later needs a form of its own: these are those that all rows of this one are made of.
 */
const ROW_DIGEST = `sha256(record_send(row(a.tenant_id, a.occurred_at, a.audit_id, a.process, a.operation, a.status, a.file_id, a.user_id,
    a.session_id, a.client, a.instance_id, a.key_id, a.proof, a.lock_before, a.lock_after, a.version_before, a.version_after,
    a.correlation_id, a.wopi_session_id, a.device_id, a.client_version, a.remote_address, a.bytes_in, a.bytes_out, a.milliseconds,
    a.upstream_milliseconds, a.detail, a.container_id, a.principal_id, a.xid, a.seq)))`;

/** The text of a row `a` in older blocks: columns without a value are left out, so that a new column changed no old row. */
const ROW_TEXT = `jsonb_strip_nulls(to_jsonb(a))::text`;

/** Times in texts are UTC whatever the server's setting. */
export const IN_UTC = `set local timezone to 'UTC'`;

/** One sealer at a time, over all processes. */
export const TRY_LOCK = `select pg_try_advisory_xact_lock(hashtext('audit_chain')) as "locked"`;

const COUNT = `
  insert into audit_daily (tenant_id, day, operation, client, status, count, milliseconds, first_xid, first_seq)
  select tenant_id, day, operation, client, status, sum(count), sum(milliseconds), min(first_xid), min(first_seq) from counts group by 1, 2, 3, 4, 5
  on conflict (tenant_id, day, operation, client, status) do update
    set count = audit_daily.count + excluded.count, milliseconds = audit_daily.milliseconds + excluded.milliseconds`;

const COUNT_PEOPLE = `
  insert into audit_people (tenant_id, day, user_id)
  select distinct tenant_id, day, user_id from counts where user_id is not null
  on conflict do nothing`;

/** `count` hashes of a tenant's `links`, from the one at `place` on; the first is at 0. */
const hashesFrom = (place: string, count: string) =>
  `substr(links, (${HASH_BYTES} * (${place}) + 1)::integer, (${HASH_BYTES} * (${count}))::integer)`;

/**
 * $1 most rows. Takes them in the order of writing, counts them, links them into blocks, one for each day of a tenant, and moves the position
 * behind them; answers how many there were. Bounds are whole milliseconds. A tenant's links are made once, day after day, and cut into blocks.
 * Ids and digests are gathered together, and people counted from counts: each further reading of the rows costs more than their hashes.
 */
export const SEAL = `
  with ahead as materialized (
    select ahead.* from audit_position p, lateral (
      select a.tenant_id, a.audit_id, a.occurred_at, (a.occurred_at at time zone 'UTC')::date as day, a.operation, coalesce(a.client, '') as client,
        a.status, coalesce(a.milliseconds, 0)::float8 as milliseconds, a.user_id, a.xid, a.seq, ${ROW_DIGEST} as digest
      from audit_log a
      where ${SETTLED_AHEAD}
      order by a.xid, a.seq limit $1) ahead
  ), counts as materialized (
    select tenant_id, day, operation, client, status, user_id, count(*) as count, sum(milliseconds) as milliseconds,
      min(xid) as first_xid, min(seq) as first_seq
    from ahead group by 1, 2, 3, 4, 5, 6
  ), counted as (${COUNT}
  ), people as (${COUNT_PEOPLE}
  ), moved as (${moveBehind('ahead', 'audit_position')}
  ), days as materialized (
    select tenant_id, day, count(*) as rows, date_trunc('milliseconds', min(occurred_at)) as from_at,
      date_trunc('milliseconds', max(occurred_at)) + interval '1 millisecond' as to_at,
      array_agg(audit_id order by xid, seq) as audit_ids, string_agg(digest, '' order by xid, seq) as digests
    from ahead group by 1, 2
  ), chains as materialized (
    select tenant_id, coalesce(newest.block_no, 0) as block_no,
      audit_links(coalesce(newest.last_sha256, '\\x${GENESIS.toString('hex')}'), digests) as links
    from (select tenant_id, string_agg(digests, '' order by day) as digests from days group by 1) own
      left join lateral (
        select block_no, last_sha256 from audit_blocks b where b.tenant_id = own.tenant_id order by block_no desc limit 1) newest on true
  ), placed as (
    select *, row_number() over earlier as nth, sum(rows) over earlier as rows_to
    from days window earlier as (partition by tenant_id order by day)
  ), blocks as (
    insert into audit_blocks (tenant_id, block_no, from_at, to_at, audit_ids, hashes, last_sha256, form)
    select tenant_id, block_no + nth, from_at, to_at, audit_ids, ${hashesFrom('rows_to - rows', 'rows')}, ${hashesFrom('rows_to - 1', '1')}, 'digest'
    from placed join chains using (tenant_id)
  )
  select coalesce(sum(rows), 0)::integer as "rows" from days`;

export const BEGIN_ANEW = beginAnew('audit_position');

/** $1 tenant, $2 after number, $3 up to number, $4 rows: blocks until they have as many together. Lengths are told without the hashes being read. */
export const BLOCKS = `
  select tenant_id as "tenantId", block_no::text as "blockNo", from_at as "fromAt", to_at as "toAt", audit_ids as "auditIds",
    hashes, last_sha256 as "lastSha256", form
  from (
    select *, sum(octet_length(hashes)) over (order by block_no) - octet_length(hashes) as bytes_before
    from (
      select * from audit_blocks where tenant_id = $1 and block_no > $2 and block_no <= $3 order by block_no limit 1000) next
  ) b
  where bytes_before < ${HASH_BYTES} * $4::bigint order by block_no`;

/** $1 tenant, $2 rows of a part, $3 most parts. */
export const PART_ENDS = `
  with sizes as (
    select block_no, sum(octet_length(hashes)) over (order by block_no) - 1 as last_byte,
      greatest(${HASH_BYTES} * $2::bigint, sum(octet_length(hashes)) over () / $3::bigint + 1) as part_bytes
    from audit_blocks where tenant_id = $1
  )
  select max(block_no)::text as "toNo" from sizes group by div(last_byte, part_bytes) order by max(block_no)`;

/** Whether the rows of a block `b` went with their month. What was sealed after that is still there. */
const DROPPED = `exists (
    select from audit_drops d
    where d.month = date_trunc('month', b.from_at at time zone 'UTC')::date and d.dropped_at > b.sealed_at)`;

/** $1 tenant, $2 after number, $3 up to number. */
export const DROPPED_BLOCKS = `
  select block_no::text as "blockNo" from audit_blocks b
  where tenant_id = $1 and block_no > $2 and block_no <= $3 and ${DROPPED}`;

/** $1 tenant, $2 from, $3 to, $4 ids. */
const rowsAs = (form: string) => `
  select a.audit_id as "auditId", ${form} as "row"
  from audit_log a
  where a.tenant_id = $1 and a.occurred_at between $2 and $3 and a.audit_id = any($4::uuid[])`;

/** Of blocks of one form. */
export const ROWS_OF_BLOCKS: Readonly<Record<BlockForm, string>> = {
  digest: rowsAs(ROW_DIGEST),
  json: rowsAs(ROW_TEXT),
};

/** $1 tenant. */
export const LAST_NO = `
  select coalesce(max(block_no), 0)::text as "lastNo" from audit_blocks where tenant_id = $1`;

/** Whether a row `a` is no later than the chain, which is at `p`. */
const NO_LATER = `(a.seq <= p.floor_seq or (a.xid, a.seq) <= (p.xid, p.seq))`;

/** $1 tenant. Rows that blocks hold, and rows that are there as far as the chain is, as of one moment. */
export const COUNTS = `
  select
    (select coalesce(sum(octet_length(hashes)), 0) / ${HASH_BYTES} from audit_blocks b
      where tenant_id = $1 and not ${DROPPED})::float8 as "sealed",
    (select count(*) from audit_log a, audit_position p where a.tenant_id = $1 and ${NO_LATER})::float8 as "rows"`;

/** $1 tenant. A row that is no later than the chain, and stands in no block. */
export const STRANGER = `
  select a.audit_id as "auditId"
  from audit_log a, audit_position p
  where a.tenant_id = $1 and ${NO_LATER}
    and not exists (
      select from audit_blocks b
      where b.tenant_id = $1 and a.occurred_at between b.from_at and b.to_at and a.audit_id = any(b.audit_ids))
  limit 1`;

/** The tenants that have a chain, with its end. */
export const CHAIN_ENDS = `
  select distinct on (tenant_id) tenant_id as "tenantId", block_no::text as "blockNo", last_sha256 as "lastSha256"
  from audit_blocks order by tenant_id, block_no desc`;

/** $1 tenant, $2 day, $3 block, $4 signed. */
export const ADD_CHECKPOINT = `
  insert into audit_checkpoints (tenant_id, day, block_no, signed) values ($1, $2, $3, $4) on conflict do nothing`;

/** $1 day. Tenants that have a checkpoint of it already. */
export const CHECKED_ON = `select tenant_id as "tenantId" from audit_checkpoints where day = $1`;

/** $1 tenant. */
export const CHECKPOINTS = `
  select day::text as "day", block_no::text as "blockNo", signed, made_at as "madeAt"
  from audit_checkpoints where tenant_id = $1`;

/** $1 tenant, $2 behind this day, $3 most. In their order, each with the last link that its block has now: null where the block is gone. */
export const SIGNED_ENDS = `
  select c.day::text as "day", c.block_no::text as "blockNo", c.signed, b.last_sha256 as "lastSha256"
  from audit_checkpoints c left join audit_blocks b using (tenant_id, block_no)
  where c.tenant_id = $1 and c.day > $2::date order by c.day limit $3`;

/** $1 tenant, $2 block. */
export const LAST_OF_BLOCK = `
  select last_sha256 as "lastSha256" from audit_blocks where tenant_id = $1 and block_no = $2`;

/** $1 how many months before this one to keep. */
export const DROP_PARTITIONS = `select drop_audit_partitions($1)::text as "month"`;
