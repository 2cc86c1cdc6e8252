import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long versions and recovered saves are kept, what is exempt, and what people say of a version. */
export class VersionPolicies1764203001000 implements MigrationInterface {
  name = 'VersionPolicies1764203001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Of the editing session that saved it; when that was opened is kept here since sessions are forgotten.
  `alter table versions
    add column session_id uuid,
    add column session_opened_at timestamptz,
    add column label text constraint versions_label_check check (length(label) between 1 and 200),
    add column pinned_at timestamptz`,
  `alter table versions drop constraint versions_origin_check`,
  `alter table versions add constraint versions_origin_check
   check (origin in ('created', 'saved', 'restored', 'recovered'))`,

  // Null: no limit.
  `create table retention_policies (
    tenant_id          uuid primary key references tenants,
    fold_minutes       integer not null default 30 check (fold_minutes between 0 and 1440),
    superseded_days    integer default 30 check (superseded_days >= 0),
    max_versions       integer check (max_versions >= 0),
    max_age_days       integer check (max_age_days >= 0),
    max_bytes          bigint check (max_bytes >= 0),
    deleted_days       integer check (deleted_days >= 0),
    recovered_days     integer not null default 90 check (recovered_days >= 0),
    recovered_per_file integer not null default 20 check (recovered_per_file between 1 and 1000),
    recovered_bytes    bigint not null default 1073741824 check (recovered_bytes >= 0),
    changed_at         timestamptz not null default now()
  )`,
  `create function make_retention_policy() returns trigger language plpgsql as $$
  begin
    insert into retention_policies (tenant_id) values (new.tenant_id);
    return null;
  end $$`,
  `create trigger tenants_retention_policy after insert on tenants for each row execute function make_retention_policy()`,
  `insert into retention_policies (tenant_id) select tenant_id from tenants`,

  // Over a version, a file with all that it was, or a whole tenant.
  `create table legal_holds (
    tenant_id   uuid not null references tenants,
    hold_id     uuid not null default gen_random_uuid(),
    file_id     uuid,
    version     bigint,
    reason      text not null check (length(reason) between 1 and 500),
    placed_at   timestamptz not null default now(),
    released_at timestamptz,
    primary key (tenant_id, hold_id),
    foreign key (tenant_id, file_id) references files,
    constraint legal_holds_version_check check (version is null or file_id is not null)
  )`,
  `create index legal_holds_in_force on legal_holds (tenant_id, file_id) where released_at is null`,
];

const DOWN = [
  `drop table legal_holds`,
  `drop trigger tenants_retention_policy on tenants`,
  `drop function make_retention_policy`,
  `drop table retention_policies`,
  `update versions set origin = 'saved' where origin = 'recovered'`,
  `alter table versions drop constraint versions_origin_check`,
  `alter table versions add constraint versions_origin_check check (origin in ('created', 'saved', 'restored'))`,
  `alter table versions drop column session_id, drop column session_opened_at, drop column label, drop column pinned_at`,
];
