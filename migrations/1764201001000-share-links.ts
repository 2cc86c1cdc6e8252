import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that open a file or a folder for whoever has them, and which of the sessions came by one. */
export class ShareLinks1764201001000 implements MigrationInterface {
  name = 'ShareLinks1764201001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update sessions set revoked_at = now() where share_link_id is not null and revoked_at is null`,
    );
    await runner.query(`alter table sessions drop column share_link_id`);
    await runner.query(`drop table share_links`);
  }
}

const UP = [
  `create table share_links (
    tenant_id uuid not null,
    link_id uuid not null,
    secret_sha256 bytea not null,
    file_id uuid,
    container_id uuid,
    rights text not null,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by uuid,
    constraint share_links_pkey primary key (tenant_id, link_id),
    constraint share_links_resource_check check (num_nonnulls(file_id, container_id) = 1),
    constraint share_links_rights_check check (rights in ('view', 'edit')),
    constraint share_links_file_fkey foreign key (tenant_id, file_id) references files (tenant_id, file_id),
    constraint share_links_container_fkey foreign key (tenant_id, container_id)
      references containers (tenant_id, container_id),
    constraint share_links_created_by_fkey foreign key (tenant_id, created_by) references users (tenant_id, user_id)
  )`,
  `create unique index share_links_secret_key on share_links (tenant_id, secret_sha256)`,
  `create index share_links_file on share_links (tenant_id, file_id) where revoked_at is null`,
  `create index share_links_container on share_links (tenant_id, container_id) where revoked_at is null`,
  `alter table sessions add column share_link_id uuid,
    add constraint sessions_share_link_fkey foreign key (tenant_id, share_link_id)
      references share_links (tenant_id, link_id)`,
  `create index sessions_share_link on sessions (tenant_id, share_link_id) where share_link_id is not null`,
];
