import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the proxy notes of use: sessions that run, users of the last days; and what a tenant hands in. */
export class TenantUsage1764206001000 implements MigrationInterface {
  name = 'TenantUsage1764206001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['instance_reports', 'entitlement_statements', 'tenant_users', 'proxy_sessions']) {
      await runner.query(`drop table ${table}`);
    }
  }
}

const UP = [
  // A token with a file that an instance has answered; known by their hash alone. Removed a day after its last call.
  `create table proxy_sessions (
    tenant_id      uuid not null,
    session_sha256 bytea not null,
    instance_id    uuid not null,
    key_id         uuid not null,
    opened_at      timestamptz not null,
    seen_at        timestamptz not null,
    primary key (tenant_id, session_sha256)
  )`,

  // Pseudonyms of users, each with the last day of use: what seats are counted by.
  `create table tenant_users (
    tenant_id uuid not null,
    user_hash bytea not null,
    seen_on   date not null,
    primary key (tenant_id, user_hash)
  )`,

  `create table entitlement_statements (
    tenant_id    uuid not null references tenants,
    statement_id uuid not null default gen_random_uuid(),
    media_type   text not null,
    content      bytea not null,
    valid_until  date,
    uploaded_at  timestamptz not null default now(),
    primary key (tenant_id, statement_id)
  )`,

  `create table instance_reports (
    tenant_id   uuid not null,
    report_id   uuid not null default gen_random_uuid(),
    instance_id uuid not null,
    made_at     timestamptz not null default now(),
    passed      boolean not null,
    findings    jsonb not null,
    primary key (tenant_id, report_id),
    foreign key (tenant_id, instance_id) references instances on delete cascade
  )`,
  `create index instance_reports_instance on instance_reports (tenant_id, instance_id, made_at)`,
];
