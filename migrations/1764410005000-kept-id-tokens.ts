import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the OpenID provider is shown when somebody signs out, so that it knows whose session ends. */
export class KeptIdTokens1764410005000 implements MigrationInterface {
  name = 'KeptIdTokens1764410005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table portal_sessions add column sealed_id_token bytea');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table portal_sessions drop column sealed_id_token');
  }
}
