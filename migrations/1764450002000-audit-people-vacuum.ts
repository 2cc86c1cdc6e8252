import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Seats are counted from an index alone where vacuum has marked its pages; by default it would come back once a fifth of the table is new,
 * which is two weeks of three months. Rows are only added, so a turn of it reads little but what is new.
 */
export class AuditPeopleVacuum1764450002000 implements MigrationInterface {
  name = 'AuditPeopleVacuum1764450002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_people set (autovacuum_vacuum_insert_scale_factor = 0.005)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_people reset (autovacuum_vacuum_insert_scale_factor)');
  }
}
