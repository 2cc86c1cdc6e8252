import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saves that ended in the recovery bin, a call by its correlation id, and a tenant's rows in the order of writing. */
export class AuditLookups1764380001000 implements MigrationInterface {
  name = 'AuditLookups1764380001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index audit_log_recovered on audit_log (tenant_id, occurred_at)
      where status >= 400 and detail ? 'recovered'`);
    await runner.query(`create index audit_log_correlation on audit_log (tenant_id, correlation_id)
      where correlation_id is not null`);
    // With the moment, so that what lies before a period is passed over within the index.
    await runner.query('create index audit_log_export on audit_log (tenant_id, xid, seq, occurred_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['recovered', 'correlation', 'export'])
      await runner.query(`drop index audit_log_${index}`);
  }
}
