import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who accounts are at an OpenID provider, and how a portal session began. */
export class ExternalIdentities1764340001000 implements MigrationInterface {
  name = 'ExternalIdentities1764340001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from portal_sessions where signed_in_by <> 'password'`);
    await runner.query(`alter table portal_sessions drop column signed_in_by`);
    await runner.query(`drop table user_identities`);
    await runner.query(`alter table users drop column external_id, drop column email`);
  }
}

const UP = [
  `alter table users add column external_id text, add column email text`,
  `create unique index users_external_id_key on users (tenant_id, external_id) where external_id is not null`,
  `create table user_identities (
    tenant_id       uuid not null,
    issuer          text not null,
    subject         text not null,
    user_id         uuid not null,
    created_at      timestamptz not null default now(),
    last_sign_in_at timestamptz not null default now(),
    constraint user_identities_pkey primary key (tenant_id, issuer, subject),
    constraint user_identities_user_key unique (tenant_id, user_id, issuer),
    constraint user_identities_user_fkey foreign key (tenant_id, user_id) references users (tenant_id, user_id)
  )`,
  `alter table portal_sessions add column signed_in_by text not null default 'password'
    constraint portal_sessions_signed_in_by_check check (signed_in_by in ('password', 'openid'))`,
];
