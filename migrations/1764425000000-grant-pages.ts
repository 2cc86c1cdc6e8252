import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grants are listed with the last given first: a page of them reads no more than itself. */
export class GrantPages1764425000000 implements MigrationInterface {
  name = 'GrantPages1764425000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index oauth_records_grants on oauth_records (tenant_id, created_at, grant_id) where kind = 'Grant'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index oauth_records_grants');
  }
}
