import PgBoss from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Long work with an outcome for each item, and the queue by which the replicas share it. */
export class Jobs1764370003000 implements MigrationInterface {
  name = 'Jobs1764370003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table job_items');
    await runner.query('drop table jobs');
    await runner.query('drop schema pgboss cascade');
  }
}

/** What pg-boss would run by itself, in this migration's transaction instead of one of its own. */
const queue = PgBoss.getConstructionPlans('pgboss')
  .replace(/^\s*BEGIN;/, '')
  .replace(/COMMIT;\s*$/, '');

const UP = [
  `create table jobs (
    tenant_id   uuid not null references tenants,
    job_id      uuid not null,
    kind        text not null,
    state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled')),
    created_by  text not null,
    created_at  timestamptz not null default now(),
    started_at  timestamptz,
    finished_at timestamptz,
    total       integer not null,
    primary key (tenant_id, job_id),
    check ((finished_at is not null) = (state in ('done', 'cancelled')))
  )`,
  // Across tenants: whoever finishes a job takes old ones away.
  `create index jobs_finished on jobs (finished_at) where finished_at is not null`,
  `create table job_items (
    tenant_id uuid not null,
    job_id    uuid not null,
    place     integer not null,
    subject   jsonb not null,
    outcome   text check (outcome in ('done', 'refused', 'failed')),
    detail    text,
    primary key (tenant_id, job_id, place),
    foreign key (tenant_id, job_id) references jobs on delete cascade
  )`,
  `create index job_items_open on job_items (tenant_id, job_id, place) where outcome is null`,
  queue,
  `select pgboss.create_queue('jobs', '{"policy":"standard"}')`,
];
