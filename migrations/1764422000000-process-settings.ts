import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each running process booted with, without secrets, and when. */
export class ProcessSettings1764422000000 implements MigrationInterface {
  name = 'ProcessSettings1764422000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table process_metrics
        add column settings jsonb not null default '[]',
        add column started_at timestamptz not null default now()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table process_metrics drop column started_at, drop column settings');
  }
}
