import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests of the APIs that carried a key of their caller's, so that the same one sent again does nothing again. */
export class IdempotentRequests1764330001000 implements MigrationInterface {
  name = 'IdempotentRequests1764330001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotent_requests');
  }
}

const UP = [
  // Without an answer the request is under way, or its process died. Answers hold secrets: they are sealed.
  `create table idempotent_requests (
    tenant_id     uuid not null references tenants on delete cascade,
    principal_id  text not null,
    key           text not null,
    request_hash  bytea not null,
    sealed_answer bytea,
    expires_at    timestamptz not null default now() + interval '1 day',
    primary key (tenant_id, principal_id, key)
  )`,
  `create index idempotent_requests_expiry on idempotent_requests (expires_at)`,
];
