import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that whoever provisions them has let go: they are there no longer for him, while what they own stays. */
export class ProvisionedUsers1764340003000 implements MigrationInterface {
  name = 'ProvisionedUsers1764340003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users add column deprovisioned_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users drop column deprovisioned_at');
  }
}
