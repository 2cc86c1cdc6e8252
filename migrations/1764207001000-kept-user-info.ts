import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What PutUserInfo brings for users of instances that cannot keep it, and whose token is whose meanwhile. */
export class KeptUserInfo1764207001000 implements MigrationInterface {
  name = 'KeptUserInfo1764207001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_info_tokens');
    await runner.query('drop table kept_user_infos');
  }
}

const UP = [
  // user_key is a pseudonym: the proxy keeps no user ids of its tenants.
  `create table kept_user_infos (
    tenant_id   uuid not null,
    instance_id uuid not null,
    user_key    text not null,
    user_info   text not null check (length(user_info) <= 1024),
    primary key (tenant_id, instance_id, user_key),
    foreign key (tenant_id, instance_id) references instances on delete cascade
  )`,
  `create table user_info_tokens (
    tenant_id   uuid not null,
    token_hash  bytea not null,
    instance_id uuid not null,
    user_key    text not null,
    seen_at     timestamptz not null default now(),
    primary key (tenant_id, token_hash),
    foreign key (tenant_id, instance_id) references instances on delete cascade
  )`,
  `create index user_info_tokens_seen on user_info_tokens (tenant_id, seen_at)`,
];
