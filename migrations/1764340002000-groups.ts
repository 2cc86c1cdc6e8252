import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups of people, and the roles that their members have by them. */
export class Groups1764340002000 implements MigrationInterface {
  name = 'Groups1764340002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table groups (
    tenant_id   uuid not null references tenants,
    group_id    uuid not null default gen_random_uuid(),
    name        text not null,
    external_id text,
    created_at  timestamptz not null default now(),
    changed_at  timestamptz not null default now(),
    constraint groups_pkey primary key (tenant_id, group_id)
  )`,
  `create unique index groups_name_key on groups (tenant_id, lower(name))`,
  `create unique index groups_external_id_key on groups (tenant_id, external_id) where external_id is not null`,
  `create table group_members (
    tenant_id uuid not null,
    group_id  uuid not null,
    user_id   uuid not null,
    source    text not null,
    added_at  timestamptz not null default now(),
    constraint group_members_pkey primary key (tenant_id, group_id, user_id),
    constraint group_members_group_fkey foreign key (tenant_id, group_id)
      references groups (tenant_id, group_id) on delete cascade,
    constraint group_members_user_fkey foreign key (tenant_id, user_id) references users (tenant_id, user_id),
    constraint group_members_source_check check (source in ('assigned', 'claimed'))
  )`,
  `create index group_members_user on group_members (tenant_id, user_id)`,
  `create table group_roles (
    tenant_id uuid not null,
    group_id  uuid not null,
    role      text not null,
    constraint group_roles_pkey primary key (tenant_id, group_id, role),
    constraint group_roles_group_fkey foreign key (tenant_id, group_id)
      references groups (tenant_id, group_id) on delete cascade,
    constraint group_roles_role_check check
      (role in ('administrator', 'viewer', 'auditor', 'support', 'tenant-admin', 'operator', 'owner'))
  )`,
  `alter table users add column own_role text not null default 'member'
    constraint users_own_role_check check (own_role in ('member', 'administrator'))`,
  `update users set own_role = role`,
  `alter table api_keys add column by_groups boolean not null default false,
    add constraint api_keys_by_groups_check check (not by_groups or user_id is not null)`,
];

const DOWN = [
  `delete from api_keys where by_groups`,
  `alter table api_keys drop column by_groups`,
  `update users set role = own_role`,
  `alter table users drop column own_role`,
  `drop table group_roles`,
  `drop table group_members`,
  `drop table groups`,
];
