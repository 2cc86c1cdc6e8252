import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Content that versions share: chunks within blobs, alternate streams and content properties. */
export class SharedChunks1764290000000 implements MigrationInterface {
  name = 'SharedChunks1764290000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // How the content under a blob's key is made of chunks. Of a stored blob this can be worked out again; an assembled one is
  // nothing but its chunks, which lie in other blobs.
  `create table chunk_lists (
    tenant_id uuid not null,
    blob_key  text not null,
    scheme    text not null constraint chunk_lists_scheme_check check (scheme in ('Zip', 'FullFile')),
    -- [id in base64, bytes, position in blob_parts, first byte there], in the order of the content
    chunks    jsonb not null,
    primary key (tenant_id, blob_key),
    foreign key (tenant_id, blob_key) references blobs
  )`,
  // The stored blobs that an assembled one is made of.
  `create table blob_parts (
    tenant_id uuid not null,
    blob_key  text not null,
    position  int not null,
    part_key  text not null,
    primary key (tenant_id, blob_key, position),
    foreign key (tenant_id, blob_key) references blobs,
    foreign key (tenant_id, part_key) references blobs
  )`,
  `create index blob_parts_part on blob_parts (tenant_id, part_key)`,
  // Streams of a file beside its main content, as they are now.
  `create table alternate_streams (
    tenant_id  uuid not null,
    file_id    uuid not null,
    stream_id  text not null,
    blob_key   text not null,
    size       bigint not null,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, file_id, stream_id),
    foreign key (tenant_id, file_id) references files,
    foreign key (tenant_id, blob_key) references blobs
  )`,
  `create index alternate_streams_blob on alternate_streams (tenant_id, blob_key)`,
  `create table content_properties (
    tenant_id  uuid not null,
    file_id    uuid not null,
    name       text not null,
    value      text not null,
    retention  text not null constraint content_properties_retention_check check (
      retention in ('DeleteOnContentChange', 'KeepOnContentChange')),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, file_id, name),
    foreign key (tenant_id, file_id) references files
  )`,
  `create or replace view blob_references as
    select tenant_id, blob_key from versions
    union all select tenant_id, blob_key from recovered_saves
    union all select tenant_id, blob_key from alternate_streams
    union all select tenant_id, part_key from blob_parts`,
  // A blob that was let go needs its parts no longer.
  `create function forget_swept_blob() returns trigger language plpgsql as $$
  begin
    delete from blob_parts where tenant_id = new.tenant_id and blob_key = new.blob_key;
    delete from chunk_lists where tenant_id = new.tenant_id and blob_key = new.blob_key;
    return null;
  end $$`,
  `create trigger blobs_swept after update on blobs for each row
    when (old.fate = 'kept' and new.fate = 'swept') execute function forget_swept_blob()`,
];

const DOWN = [
  `do $$ begin
    if exists (select from blobs where fate = 'kept' and blob_key like 'assembled-%') then
      raise exception 'Content is kept as shared chunks; going back would lose it';
    end if;
  end $$`,
  `drop trigger blobs_swept on blobs`,
  `drop function forget_swept_blob`,
  `create or replace view blob_references as
    select tenant_id, blob_key from versions
    union all select tenant_id, blob_key from recovered_saves`,
  `drop table content_properties, alternate_streams, blob_parts, chunk_lists`,
];
