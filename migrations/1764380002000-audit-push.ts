import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the log has been pushed to a SIEM, and who is at it. */
export class AuditPush1764380002000 implements MigrationInterface {
  name = 'AuditPush1764380002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table audit_push (
      only_row        boolean not null primary key default true check (only_row),
      xid             xid8 not null,
      seq             bigint not null,
      claim_id        uuid,
      claimed_until   timestamptz not null default '-infinity',
      attempts        integer not null default 0,
      next_attempt_at timestamptz not null default '-infinity',
      last_outcome    text
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_push');
  }
}
