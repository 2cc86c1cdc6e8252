import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rights of people and groups on files and folders, and the one function that says what a person may. */
export class Shares1764350001000 implements MigrationInterface {
  name = 'Shares1764350001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table shares (
    tenant_id    uuid not null,
    file_id      uuid,
    container_id uuid,
    user_id      uuid,
    group_id     uuid,
    resource_id  uuid not null generated always as (coalesce(file_id, container_id)) stored,
    grantee_id   uuid not null generated always as (coalesce(user_id, group_id)) stored,
    rights       text not null,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    constraint shares_pkey primary key (tenant_id, resource_id, grantee_id),
    constraint shares_resource_check check (num_nonnulls(file_id, container_id) = 1),
    constraint shares_grantee_check check (num_nonnulls(user_id, group_id) = 1),
    constraint shares_rights_check check (rights in ('view', 'comment', 'edit', 'manage')),
    constraint shares_file_fkey foreign key (tenant_id, file_id) references files (tenant_id, file_id),
    constraint shares_container_fkey foreign key (tenant_id, container_id)
      references containers (tenant_id, container_id),
    constraint shares_user_fkey foreign key (tenant_id, user_id) references users (tenant_id, user_id),
    constraint shares_group_fkey foreign key (tenant_id, group_id)
      references groups (tenant_id, group_id) on delete cascade,
    constraint shares_created_by_fkey foreign key (tenant_id, created_by) references users (tenant_id, user_id)
  )`,
  `create index shares_grantee on shares (tenant_id, grantee_id)`,

  // The strongest of what a person was given himself and by groups, on a file or on a folder that it lies in.
  `create function shared_right(tenant uuid, person uuid, file uuid, container uuid) returns text
  language plpgsql stable as $$
  declare
    ranks constant text[] := array['view', 'comment', 'edit', 'manage'];
  begin
    return (
      with recursive way as (
        select c.container_id, c.parent_id from containers c
        where c.tenant_id = tenant and c.container_id = container
        union all
        select p.container_id, p.parent_id from way
        join containers p on p.tenant_id = tenant and p.container_id = way.parent_id
      )
      select ranks[max(array_position(ranks, s.rights))] from shares s
      where s.tenant_id = tenant
        and s.resource_id in (select file union all select container_id from way)
        and s.grantee_id in (
          select person
          union all
          select m.group_id from group_members m where m.tenant_id = tenant and m.user_id = person));
  end $$`,

  // Bodies of one expression, so that the planner puts them in place: what owners ask costs a comparison.
  `create function effective_right(person users, file files) returns text language sql stable as $$
    select case when person.tenant_id = file.tenant_id and person.disabled_at is null and file.deleted_at is null then
      case when person.user_id = file.owner_id or person.role = 'administrator' then 'manage'
      else shared_right(file.tenant_id, person.user_id, file.file_id, file.container_id) end
    end $$`,
  `create function effective_right(person users, container containers) returns text language sql stable as $$
    select case
      when person.tenant_id = container.tenant_id and person.disabled_at is null and container.deleted_at is null then
      case when person.user_id = container.owner_id or person.role = 'administrator' then 'manage'
      else shared_right(container.tenant_id, person.user_id, null, container.container_id) end
    end $$`,

  `alter table sessions add column vouched boolean not null default false`,
  // Only sessions that an application vouched for had a ticket.
  `update sessions set vouched = true where launch_sha256 is not null`,
];

const DOWN = [
  `alter table sessions drop column vouched`,
  `drop function effective_right(users, files)`,
  `drop function effective_right(users, containers)`,
  `drop function shared_right`,
  `drop table shares`,
];
