import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A webhook's secret before the one that counts, which counts as well for a while. */
export class OldWebhookSecrets1764370002000 implements MigrationInterface {
  name = 'OldWebhookSecrets1764370002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table webhooks add column sealed_old_secret bytea, add column old_secret_until timestamptz,
      add constraint webhooks_old_secret_check check ((sealed_old_secret is null) = (old_secret_until is null))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table webhooks drop column sealed_old_secret, drop column old_secret_until`);
  }
}
