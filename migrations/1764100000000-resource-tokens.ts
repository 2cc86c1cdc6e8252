import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions of containers and of the ecosystem; tokens for further resources live by the session's row and have none of their own. */
export class ResourceTokens1764100000000 implements MigrationInterface {
  name = 'ResourceTokens1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Derived sessions had rows; without their parent's name they would outlive it.
  `delete from sessions where parent_session_id is not null`,
  `drop index sessions_parent`,
  `alter table sessions drop column parent_session_id`,
  // Neither a file nor a container: the ecosystem.
  `alter table sessions alter column file_id drop not null`,
  `alter table sessions add column container_id uuid`,
  `alter table sessions add constraint sessions_resource_check check (file_id is null or container_id is null)`,
  // Tokens for the file that were derived from other sessions before this moment are refused.
  `alter table files add column tokens_valid_from timestamptz`,
  `alter table audit_log add column container_id text`,
];

const DOWN = [
  `alter table audit_log drop column container_id`,
  `alter table files drop column tokens_valid_from`,
  `delete from sessions where file_id is null`,
  `alter table sessions drop constraint sessions_resource_check`,
  `alter table sessions drop column container_id`,
  `alter table sessions alter column file_id set not null`,
  `alter table sessions add column parent_session_id uuid`,
  `create index sessions_parent on sessions (tenant_id, parent_session_id)`,
];
