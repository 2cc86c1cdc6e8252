import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who acted, an order of writing, the chain over it, and the counts that questions are answered from. */
export class AuditChain1764209100000 implements MigrationInterface {
  name = 'AuditChain1764209100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['checkpoints', 'people', 'daily', 'drops', 'blocks', 'position'])
      await runner.query(`drop table audit_${table}`);
    for (const index of ['written', 'conflict', 'failure', 'slow'])
      await runner.query(`drop index audit_log_${index}`);
    await runner.query('drop function drop_audit_partitions');
    await runner.query('alter table audit_log drop column principal_id, drop column xid, drop column seq');
    await runner.query('drop sequence audit_log_seq');
    await runner.query(`delete from signing_keys where purpose = 'audit-checkpoint'`);
    await runner.query(purposes('access-token', 'proxy-assertion', 'proxy-proof'));
  }
}

const purposes = (...names: string[]) => `alter table signing_keys drop constraint signing_keys_purpose_check,
  add constraint signing_keys_purpose_check check (purpose in (${names.map((name) => `'${name}'`).join(', ')}))`;

const UP = [
  `create sequence audit_log_seq`,
  // Rows become visible in the order of xid, whatever the order in which their sequence numbers were drawn.
  `alter table audit_log
    add column principal_id text,
    add column xid xid8 not null default pg_current_xact_id(),
    add column seq bigint not null default nextval('audit_log_seq')`,
  `create index audit_log_written on audit_log (xid, seq)`,
  `create index audit_log_conflict on audit_log (tenant_id, occurred_at) where status = 409`,
  `create index audit_log_failure on audit_log (tenant_id, occurred_at) where status = 500`,
  `create index audit_log_slow on audit_log (tenant_id, milliseconds desc) where milliseconds >= 100`,

  // How far the chain, and what is counted with it, has come.
  `create table audit_position (
    only_row boolean not null primary key default true check (only_row),
    xid      xid8 not null default '0',
    seq      bigint not null default 0
  )`,
  `insert into audit_position default values`,

  // hashes holds 32 bytes for each id of audit_ids: each the SHA-256 over the one before it and the row.
  `create table audit_blocks (
    tenant_id   uuid not null,
    block_no    bigint not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    audit_ids   uuid[] not null,
    hashes      bytea not null,
    last_sha256 bytea not null,
    sealed_at   timestamptz not null default now(),
    primary key (tenant_id, block_no)
  )`,
  `create trigger audit_blocks_append_only before update or delete on audit_blocks
    for each row execute function refuse_audit_change()`,

  // Months that retention has taken away: of their blocks only the hashes are left.
  `create table audit_drops (
    month      date not null primary key,
    dropped_at timestamptz not null default now()
  )`,

  `create table audit_daily (
    tenant_id    uuid not null,
    day          date not null,
    operation    text not null,
    client       text not null,
    status       smallint not null,
    count        bigint not null,
    milliseconds double precision not null,
    primary key (tenant_id, day, operation, client, status)
  )`,
  `create table audit_people (
    tenant_id uuid not null,
    day       date not null,
    user_id   text not null,
    primary key (tenant_id, day, user_id)
  )`,

  `create table audit_checkpoints (
    tenant_id  uuid not null,
    day        date not null,
    block_no   bigint not null,
    signed     text not null,
    made_at    timestamptz not null default now(),
    primary key (tenant_id, day)
  )`,
  purposes('access-token', 'proxy-assertion', 'proxy-proof', 'audit-checkpoint'),

  // Answers the months that went. The current month and the one before always stay.
  `create function drop_audit_partitions(months_kept integer) returns setof date language plpgsql as $$
  declare
    part record;
    cut date := (date_trunc('month', now() at time zone 'UTC') - make_interval(months => greatest(months_kept, 1)))::date;
  begin
    for part in
      select c.relname, to_date(right(c.relname, 7), 'YYYY_MM') as month
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_log'::regclass and c.relname ~ '^audit_log_[0-9]{4}_[0-9]{2}$'
    loop
      continue when part.month >= cut;
      insert into audit_drops (month) values (part.month) on conflict do nothing;
      execute format('drop table %I', part.relname);
      return next part.month;
    end loop;
  end $$`,
];
