import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the proxy knows of its tenants, what replicas share of the clients' discovery, and what processes report. */
export class Gateway1764000002000 implements MigrationInterface {
  name = 'Gateway1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger tenants_changed on tenants');
    for (const table of ['process_metrics', 'discoveries', 'proxy_keys', 'instances']) {
      await runner.query(`drop table ${table}`);
    }
    await runner.query('drop function notify_proxy_registry');
  }
}

const UP = [
  `create table instances (
    tenant_id       uuid not null references tenants,
    instance_id     uuid not null default gen_random_uuid(),
    files_url       text not null,
    mode            text not null default 'transparent' check (mode in ('transparent', 'attested')),
    plain_file_id   boolean not null default false,
    private_network boolean not null default false,
    dialect         text check (dialect in ('alg,typ', 'alg,typ;escaped', 'typ,alg', 'typ,alg;escaped')),
    created_at      timestamptz not null default now(),
    primary key (tenant_id, instance_id)
  )`,
  // Across tenants: the proxy finds the tenant by this URL, so no two tenants may register the same.
  `create unique index instances_files_url_key on instances (files_url)`,

  `create table proxy_keys (
    tenant_id        uuid not null references tenants,
    key_id           uuid not null default gen_random_uuid(),
    encrypted_secret bytea not null,
    state            text not null default 'active' check (state in ('active', 'retiring', 'revoked')),
    created_at       timestamptz not null default now(),
    primary key (tenant_id, key_id)
  )`,

  // Every proxy keeps tenants, instances and keys in memory and reads them again when told.
  `create function notify_proxy_registry() returns trigger language plpgsql as $$
  begin
    perform pg_notify('proxy_registry', '');
    return null;
  end $$`,
  ...['tenants', 'instances', 'proxy_keys'].map(
    (table) => `create trigger ${table}_changed after insert or update or delete on ${table}
      for each statement execute function notify_proxy_registry()`,
  ),

  // Last good discovery of each client by its URL; shared by all tenants and replicas.
  `create table discoveries (
    discovery_url text not null primary key,
    xml           text,
    fetched_at    timestamptz,
    tried_at      timestamptz not null default now(),
    failure       text
  )`,

  // Lost with a crash on purpose: only the newest report of a running process matters.
  `create unlogged table process_metrics (
    instance_id uuid not null primary key,
    process     text not null,
    reported_at timestamptz not null default now(),
    metrics     jsonb not null
  )`,
];
