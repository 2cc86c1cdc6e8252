import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A correlation id is another for each call: a B-tree of them was a quarter of what writing a row cost. A Bloom filter for every 64 pages
 * costs next to nothing and knows those that are not there. The planner thinks that it knows none, so the function leaves it no other way, not
 * even by the tenant.
 */
export class AuditCorrelation1764430001000 implements MigrationInterface {
  name = 'AuditCorrelation1764430001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index audit_log_correlation');
    await runner.query(`
      create index audit_log_correlation on audit_log using brin (correlation_id text_bloom_ops (false_positive_rate = 0.0001))
      with (pages_per_range = 64, autosummarize = on)`);
    await runner.query(`
      create function audit_of_correlation(tenant uuid, correlation text) returns setof audit_log
      language sql stable parallel safe set enable_seqscan = off set max_parallel_workers_per_gather = 0
      as 'select * from audit_log where correlation_id = correlation and (tenant_id = tenant) is true'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function audit_of_correlation');
    await runner.query('drop index audit_log_correlation');
    await runner.query(`
      create index audit_log_correlation on audit_log (tenant_id, correlation_id) where correlation_id is not null`);
  }
}
