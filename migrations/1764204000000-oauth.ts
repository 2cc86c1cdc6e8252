import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What native apps were granted, with their codes and tokens; and which WOPI sessions were opened by such a grant. */
export class Oauth1764204000000 implements MigrationInterface {
  name = 'Oauth1764204000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table oauth_records (
    tenant_id uuid not null,
    kind text not null,
    -- Codes and tokens are known by their SHA-256 only.
    record_sha256 bytea not null,
    grant_id text,
    user_id uuid,
    client_id text,
    payload jsonb not null,
    consumed_at timestamptz,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (tenant_id, kind, record_sha256),
    foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade
  )`,
  `create index oauth_records_grant on oauth_records (tenant_id, grant_id) where grant_id is not null`,
  `create index oauth_records_user on oauth_records (tenant_id, user_id, client_id) where user_id is not null`,
  `create index oauth_records_expiry on oauth_records (tenant_id, expires_at)`,
  `alter table sessions add column grant_id text`,
  `create index sessions_grant on sessions (tenant_id, grant_id) where grant_id is not null`,
];

const DOWN = [
  `update sessions set revoked_at = now() where grant_id is not null and revoked_at is null`,
  `drop index sessions_grant`,
  `alter table sessions drop column grant_id`,
  `drop table oauth_records`,
];
