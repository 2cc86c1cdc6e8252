import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people prove beside their password who they are by, and which sessions have seen it. */
export class SecondFactors1764360002000 implements MigrationInterface {
  name = 'SecondFactors1764360002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table second_factors (
        tenant_id uuid not null,
        user_id uuid not null,
        sealed_secret bytea not null,
        confirmed_at timestamptz,
        last_step bigint not null default 0,
        created_at timestamptz not null default now(),
        primary key (tenant_id, user_id),
        foreign key (tenant_id, user_id) references users (tenant_id, user_id)
      )`);
    await runner.query(`
      create table recovery_codes (
        tenant_id uuid not null,
        user_id uuid not null,
        code_sha256 bytea not null,
        primary key (tenant_id, user_id, code_sha256),
        foreign key (tenant_id, user_id) references second_factors (tenant_id, user_id) on delete cascade
      )`);
    await runner.query('alter table portal_sessions add column second_factor_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table portal_sessions drop column second_factor_at');
    await runner.query('drop table recovery_codes');
    await runner.query('drop table second_factors');
  }
}
