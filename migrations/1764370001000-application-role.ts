import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = ['viewer', 'auditor', 'support', 'tenant-admin', 'operator', 'owner'];

const allow = (roles: readonly string[]) => `alter table api_keys drop constraint api_keys_role_check,
  add constraint api_keys_role_check check (role in (${roles.map((role) => `'${role}'`).join(', ')}))`;

/** Keys of applications, which do less than any administrator. */
export class ApplicationRole1764370001000 implements MigrationInterface {
  name = 'ApplicationRole1764370001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(allow([...ROLES, 'application']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from api_keys where role = 'application'`);
    await runner.query(allow(ROLES));
  }
}
