import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which form of a row the links of a block are hashed over: the text as JSON of older ones, or the digest of its values. */
export class AuditDigests1764421001000 implements MigrationInterface {
  name = 'AuditDigests1764421001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table audit_blocks add column form text not null default 'json'
      check (form in ('json', 'digest'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_blocks drop column form');
  }
}
