import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An instance is looked at from outside by one at a time, and not without a pause; for all admin processes together. */
export class VerificationTurns1764320001000 implements MigrationInterface {
  name = 'VerificationTurns1764320001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table verification_turns (
        tenant_id   uuid not null,
        instance_id uuid not null,
        next_at     timestamptz not null,
        primary key (tenant_id, instance_id),
        foreign key (tenant_id, instance_id) references instances on delete cascade
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table verification_turns`);
  }
}
