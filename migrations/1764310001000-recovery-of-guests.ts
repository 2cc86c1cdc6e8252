import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same content may be in the recovery bin once for each guest of a share link: whoever keeps it has locked its author's row. */
export class RecoveryOfGuests1764310001000 implements MigrationInterface {
  name = 'RecoveryOfGuests1764310001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index recovered_saves_content on recovered_saves (tenant_id, file_id, author_id, sha256)`,
    );
    await runner.query(`drop index recovered_saves_content_key`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create unique index recovered_saves_content_key on recovered_saves (tenant_id, file_id, author_id, sha256)`,
    );
    await runner.query(`drop index recovered_saves_content`);
  }
}
