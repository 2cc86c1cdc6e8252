import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether those who may only look at files can take them away: for all files, and otherwise for single ones. */
export class SecureViews1764350003000 implements MigrationInterface {
  name = 'SecureViews1764350003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table tenants add column secure_view boolean not null default false, add column watermark text`,
  // Null: as the tenant has it.
  `alter table files add column secure_view boolean, add column watermark text`,
];

const DOWN = [
  `alter table files drop column watermark, drop column secure_view`,
  `alter table tenants drop column watermark, drop column secure_view`,
];
