import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tree of folders for each person; every file lies in one of them. */
export class Containers1764100001000 implements MigrationInterface {
  name = 'Containers1764100001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // The root of a tree has its owner's id: it is known without being looked for, and there cannot be two.
  `create table containers (
    tenant_id    uuid not null,
    container_id uuid not null,
    parent_id    uuid,
    owner_id     uuid not null,
    name         text not null,
    created_by   uuid not null,
    created_at   timestamptz not null default now(),
    deleted_at   timestamptz,
    deleted_by   uuid,
    tokens_valid_from timestamptz,
    primary key (tenant_id, container_id),
    unique (tenant_id, owner_id, container_id),
    foreign key (tenant_id, owner_id) references users,
    foreign key (tenant_id, owner_id, parent_id) references containers (tenant_id, owner_id, container_id),
    constraint containers_root_check check ((parent_id is null) = (container_id = owner_id)),
    constraint containers_root_stays_check check (parent_id is not null or deleted_at is null)
  )`,
  `create unique index containers_name_key on containers (tenant_id, parent_id, lower(name)) where deleted_at is null`,

  `create function make_root_container() returns trigger language plpgsql as $$
  begin
    insert into containers (tenant_id, container_id, owner_id, name, created_by)
    values (new.tenant_id, new.user_id, new.user_id, 'Files', new.user_id);
    return null;
  end $$`,
  `create trigger users_root_container after insert on users for each row execute function make_root_container()`,
  `insert into containers (tenant_id, container_id, owner_id, name, created_by)
   select tenant_id, user_id, user_id, 'Files', user_id from users`,

  `alter table files add column container_id uuid`,
  `update files set container_id = owner_id`,
  `alter table files alter column container_id set not null`,
  `alter table files add constraint files_container_fkey
   foreign key (tenant_id, owner_id, container_id) references containers (tenant_id, owner_id, container_id)`,
  `drop index files_name_key`,
  `create unique index files_name_key on files (tenant_id, container_id, lower(name)) where deleted_at is null`,
  `create index files_owner on files (tenant_id, owner_id) where deleted_at is null`,

  `alter table sessions add constraint sessions_container_fkey
   foreign key (tenant_id, container_id) references containers`,
];

/** Names that folders kept apart are told apart by their ids. */
const DOWN = [
  `alter table sessions drop constraint sessions_container_fkey`,
  `drop index files_owner`,
  `drop index files_name_key`,
  `update files f set name = file_id || ' ' || name
   where deleted_at is null and container_id <> owner_id and exists (
     select from files o
     where o.tenant_id = f.tenant_id and o.owner_id = f.owner_id and o.file_id <> f.file_id
       and lower(o.name) = lower(f.name) and o.deleted_at is null)`,
  `create unique index files_name_key on files (tenant_id, owner_id, lower(name)) where deleted_at is null`,
  `alter table files drop column container_id`,
  `drop trigger users_root_container on users`,
  `drop function make_root_container`,
  `drop table containers`,
];
