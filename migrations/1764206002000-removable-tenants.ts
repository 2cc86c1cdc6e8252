import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to a tenant alone goes with it. People, their files and holds on these keep it from being removed. */
export class RemovableTenants1764206002000 implements MigrationInterface {
  name = 'RemovableTenants1764206002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(foreignKey(table, 'on delete cascade'));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(foreignKey(table, ''));
  }
}

const TABLES = ['entitlement_statements', 'instances', 'proxy_keys', 'retention_policies'];

function foreignKey(table: string, action: string): string {
  return `alter table ${table}
    drop constraint ${table}_tenant_id_fkey,
    add constraint ${table}_tenant_id_fkey foreign key (tenant_id) references tenants ${action}`;
}
