import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chunks that clients upload in several requests before they save them. */
export class UploadSessions1764290001000 implements MigrationInterface {
  name = 'UploadSessions1764290001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const REFERENCES = `
    select tenant_id, blob_key from versions
    union all select tenant_id, blob_key from recovered_saves
    union all select tenant_id, blob_key from alternate_streams
    union all select tenant_id, part_key from blob_parts`;

const UP = [
  `create table upload_sessions (
    tenant_id    uuid not null,
    token_sha256 bytea not null,
    file_id      uuid not null,
    user_id      uuid not null,
    -- bytes so far: where the next ones belong
    received     bigint not null default 0,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    primary key (tenant_id, token_sha256),
    foreign key (tenant_id, file_id) references files,
    foreign key (tenant_id, user_id) references users
  )`,
  `create index upload_sessions_user on upload_sessions (tenant_id, user_id)`,
  `create table upload_fragments (
    tenant_id    uuid not null,
    token_sha256 bytea not null,
    start        bigint not null,
    size         bigint not null,
    blob_key     text not null,
    primary key (tenant_id, token_sha256, start),
    foreign key (tenant_id, token_sha256) references upload_sessions on delete cascade,
    foreign key (tenant_id, blob_key) references blobs
  )`,
  `create index upload_fragments_blob on upload_fragments (tenant_id, blob_key)`,
  `create or replace view blob_references as ${REFERENCES}
    union all select tenant_id, blob_key from upload_fragments`,
];

const DOWN = [
  `create or replace view blob_references as ${REFERENCES}`,
  `drop table upload_fragments, upload_sessions`,
];
