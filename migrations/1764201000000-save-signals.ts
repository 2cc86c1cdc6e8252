import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What clients say of a save, kept with the version it made. */
export class SaveSignals1764201000000 implements MigrationInterface {
  name = 'SaveSignals1764201000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table versions drop column save_kind, drop column modified_by_user, drop column editors`,
    );
  }
}

// Null where the client did not say. Editors are the users that X-WOPI-Editors names, whoever they are.
const UP = `alter table versions
  add column save_kind text constraint versions_save_kind_check check (save_kind in ('explicit', 'autosave', 'exit')),
  add column modified_by_user boolean,
  add column editors uuid[] not null default '{}'`;
