import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The recovery bin, and one view that knows every row by which a blob is named. */
export class RecoveredSaves1764203000000 implements MigrationInterface {
  name = 'RecoveredSaves1764203000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Content that a client sent to be saved, and that could not become a version.
  `create table recovered_saves (
    tenant_id    uuid not null,
    recovered_id uuid not null default gen_random_uuid(),
    file_id      uuid not null,
    author_id    uuid not null,
    session_id   uuid not null,
    client       text not null,
    reason       text not null constraint recovered_saves_reason_check check (
      reason in ('lock_lost', 'locked_by_other', 'document_changed', 'file_deleted', 'session_ended')),
    size         bigint not null,
    sha256       bytea not null,
    blob_key     text not null,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, recovered_id),
    foreign key (tenant_id, file_id) references files,
    foreign key (tenant_id, author_id) references users,
    foreign key (tenant_id, blob_key) references blobs
  )`,
  // A client that tries again sends the same bytes: they are kept once.
  `create unique index recovered_saves_content_key on recovered_saves (tenant_id, file_id, author_id, sha256)`,
  `create index recovered_saves_author on recovered_saves (tenant_id, author_id)`,
  `create index recovered_saves_blob on recovered_saves (tenant_id, blob_key)`,

  // Whoever lets a blob go asks this view, in a statement of its own after it has locked the row of the blob: those who name a
  // blob again lock that row too. The row of a file names the blob of its newest version.
  `create view blob_references as
    select tenant_id, blob_key from versions
    union all select tenant_id, blob_key from recovered_saves`,
];

const DOWN = [`drop view blob_references`, `drop table recovered_saves`];
