import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that hear of events, and the outbox of what they are to hear, fed from the audit log. */
export class Webhooks1764211000000 implements MigrationInterface {
  name = 'Webhooks1764211000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['deliveries', 'position']) await runner.query(`drop table webhook_${table}`);
    await runner.query('drop table webhooks');
  }
}

const UP = [
  `create table webhooks (
    tenant_id       uuid not null references tenants,
    webhook_id      uuid not null,
    url             text not null,
    events          text[] not null,
    private_network boolean not null,
    active          boolean not null default true,
    sealed_secret   bytea not null,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, webhook_id)
  )`,

  // How far the audit log has been read. It begins at the end of what is there.
  `create table webhook_position (
    only_row boolean not null primary key default true check (only_row),
    xid      xid8 not null default '0',
    seq      bigint not null default 0
  )`,
  `insert into webhook_position default values`,
  `update webhook_position p set xid = last.xid, seq = last.seq
    from (select xid, seq from audit_log order by xid desc, seq desc limit 1) last`,

  // event_id is the id of the audit row; place is its sequence number, in which the events of a file are told.
  `create table webhook_deliveries (
    tenant_id       uuid not null,
    delivery_id     uuid not null default gen_random_uuid(),
    webhook_id      uuid not null,
    event_id        uuid not null,
    place           bigint not null,
    type            text not null,
    file_id         text not null,
    body            jsonb not null,
    state           text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up')),
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    give_up_at      timestamptz not null default now() + interval '1 day',
    finished_at     timestamptz,
    last_outcome    text,
    primary key (tenant_id, delivery_id),
    unique (tenant_id, webhook_id, event_id),
    foreign key (tenant_id, webhook_id) references webhooks on delete cascade
  )`,
  `create index webhook_deliveries_place on webhook_deliveries (tenant_id, webhook_id, place)`,
  `create index webhook_deliveries_file on webhook_deliveries (tenant_id, webhook_id, file_id, place) where state = 'waiting'`,
  // Across tenants: whoever delivers asks what is due, and whoever sweeps what is old.
  `create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where state = 'waiting'`,
  `create index webhook_deliveries_finished on webhook_deliveries (finished_at) where state <> 'waiting'`,
];
