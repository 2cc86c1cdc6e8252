import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Readers of the audit log go on by transaction id. Restored into another cluster, whose transactions begin at small numbers
 * again, they would find nothing new for ever; what tells old rows from new ones there is the sequence, which a dump restores.
 */
export class PositionsAfterRestore1764330002000 implements MigrationInterface {
  name = 'PositionsAfterRestore1764330002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of POSITIONS) {
      // floor_seq: no row up to it is ahead. max_seq: the greatest that was read.
      await runner.query(
        `alter table ${table} add column floor_seq bigint not null default 0, add column max_seq bigint not null default 0`,
      );
      await runner.query(
        `update ${table} p set max_seq = coalesce(
          (select max(seq) from audit_log a where (a.xid, a.seq) <= (p.xid, p.seq)), 0)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of POSITIONS) {
      await runner.query(`alter table ${table} drop column floor_seq, drop column max_seq`);
    }
  }
}

const POSITIONS = ['audit_position', 'webhook_position'];
