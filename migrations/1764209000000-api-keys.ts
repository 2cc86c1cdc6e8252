import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys to the admin API, known by the hash of their secret. */
export class ApiKeys1764209000000 implements MigrationInterface {
  name = 'ApiKeys1764209000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table api_keys (
      tenant_id     uuid not null references tenants,
      key_id        uuid not null default gen_random_uuid(),
      everywhere    boolean not null default false,
      prefix        text not null,
      secret_sha256 bytea not null,
      name          text not null,
      role          text not null check (role in ('viewer', 'auditor', 'support', 'tenant-admin', 'operator', 'owner')),
      permissions   text[],
      user_id       uuid,
      created_by    text not null,
      created_at    timestamptz not null default now(),
      expires_at    timestamptz,
      last_used_at  timestamptz,
      revoked_at    timestamptz,
      primary key (tenant_id, key_id),
      foreign key (tenant_id, user_id) references users (tenant_id, user_id),
      check (everywhere or role not in ('operator', 'owner'))
    )`);
    // Across tenants: a caller is known by nothing but his key.
    await runner.query(`create unique index api_keys_prefix_key on api_keys (prefix)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_keys');
  }
}
