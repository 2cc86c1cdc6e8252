import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a password that somebody else has set lets its person in to choose another; null for one of his own. */
export class FirstPasswords1764360001000 implements MigrationInterface {
  name = 'FirstPasswords1764360001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users add column first_password_until timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users drop column first_password_until');
  }
}
