import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row holds a file, whoever does: a WOPI lock or the table of its coauth locks, never both in force. Since every change
 * of either decides on columns of this row alone, no two can succeed that exclude each other.
 */
export class CoauthLocks1764110000000 implements MigrationInterface {
  name = 'CoauthLocks1764110000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Null, with expires_at in the past, where coauth locks have the row.
  `alter table locks alter column lock_id drop not null`,
  // The holder's name, where its client asked to show it: X-WOPI-LockUserVisible.
  `alter table locks add column visible_as text`,
  // The CoauthTable: { <CoauthLockId>: { type, metadata, userName, acquiredAt: ms, expiresAt: s } }.
  `alter table locks add column coauth jsonb not null default '{}'`,
  // The last expiry among them.
  `alter table locks add column coauth_until timestamptz not null default '-infinity'`,
];

const DOWN = [
  `delete from locks where lock_id is null`,
  `alter table locks drop column coauth_until, drop column coauth, drop column visible_as`,
  `alter table locks alter column lock_id set not null`,
];
