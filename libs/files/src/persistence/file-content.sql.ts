import { CONTENT_LIMITS } from '#wopi-protocol';

const UNEXPIRED = `updated_at > now() - interval '${CONTENT_LIMITS.days} days'`;

/** $1 tenant, $2 file. Everything that a file holds, as one moment has it. */
export const FIND = `
  select f.version::text as "version", f.size::float8 as "size", f.blob_key as "blobKey", (
      select coalesce(jsonb_agg(jsonb_build_object('streamId', s.stream_id, 'blobKey', s.blob_key, 'size', s.size)), '[]')
      from alternate_streams s where s.tenant_id = $1 and s.file_id = $2 and s.${UNEXPIRED}) as "streams", (
      select coalesce(jsonb_agg(jsonb_build_object('Name', p.name, 'Value', p.value, 'Retention', p.retention)), '[]')
      from content_properties p where p.tenant_id = $1 and p.file_id = $2 and p.${UNEXPIRED}) as "properties"
  from files f where f.tenant_id = $1 and f.file_id = $2 and f.deleted_at is null`;

/** $1 tenant, $2 file, $3 version or null. Blobs that a save of this file may take chunks from, though it was refused. */
export const KNOWN = `
  select blob_key as "blobKey", size::float8 as "size" from files where tenant_id = $1 and file_id = $2
  union
  select blob_key, size::float8 from versions where tenant_id = $1 and file_id = $2 and version = $3
  union
  select blob_key, size::float8 from alternate_streams where tenant_id = $1 and file_id = $2 and ${UNEXPIRED}`;

/**
 * What belongs to the content that was published in the same transaction. Answers how many of the blobs are kept from now on:
 * when not all are, something was swept, and nothing of this may stay.
 * $1 tenant, $2 file, $3 blobs, $4 lists, $5 parts, $6 streams, $7 streams that end, $8 properties.
 */
export const ATTACH = `
  with kept as (
    insert into blobs (tenant_id, blob_key, fate) select $1, key, 'kept' from unnest($3::text[]) key order by key
    on conflict (tenant_id, blob_key) do update set fate = blobs.fate where blobs.fate = 'kept'
    returning blob_key
  ), lists as (
    insert into chunk_lists (tenant_id, blob_key, scheme, chunks)
    select $1, l."blobKey", l.scheme, l.chunks
    from jsonb_to_recordset($4) as l ("blobKey" text, scheme text, chunks jsonb)
  ), parts as (
    insert into blob_parts (tenant_id, blob_key, position, part_key)
    select $1, p."blobKey", p.position, p.part from jsonb_to_recordset($5) as p ("blobKey" text, position int, part text)
  ), ended as (
    delete from alternate_streams where tenant_id = $1 and file_id = $2 and stream_id = any ($7::text[])
  ), streams as (
    insert into alternate_streams (tenant_id, file_id, stream_id, blob_key, size)
    select $1, $2, s."streamId", s."blobKey", s.size
    from jsonb_to_recordset($6) as s ("streamId" text, "blobKey" text, size bigint)
    on conflict (tenant_id, file_id, stream_id) do update
      set blob_key = excluded.blob_key, size = excluded.size, updated_at = now()
  ), properties as (
    insert into content_properties (tenant_id, file_id, name, value, retention)
    select $1, $2, p."Name", p."Value", p."Retention"
    from jsonb_to_recordset($8) as p ("Name" text, "Value" text, "Retention" text)
    on conflict (tenant_id, file_id, name) do update
      set value = excluded.value, retention = excluded.retention, updated_at = now()
  )
  select count(*)::int as "kept" from kept`;

/** Alternate streams and content properties that nobody has renewed for 30 days. */
export const FORGET_EXPIRED = `
  with streams as (delete from alternate_streams where not ${UNEXPIRED})
  delete from content_properties where not ${UNEXPIRED}`;
