import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where in the order of writing each day of a tenant begins: an export of a period starts there. Unknown for what was counted before. */
export class AuditFirstPlaces1764410003000 implements MigrationInterface {
  name = 'AuditFirstPlaces1764410003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_daily add column first_xid xid8, add column first_seq bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_daily drop column first_xid, drop column first_seq');
  }
}
