import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is left of keys that were revoked long ago: enough to know their secrets again. */
export class FormerKeys1764410002000 implements MigrationInterface {
  name = 'FormerKeys1764410002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table former_keys (
        tenant_id   uuid not null references tenants on delete cascade,
        fingerprint bytea not null,
        key_id      uuid not null,
        primary key (tenant_id, fingerprint)
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table former_keys`);
  }
}
