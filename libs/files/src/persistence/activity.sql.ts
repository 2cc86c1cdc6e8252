import { ASKING, VISIBLE } from './file.sql.js';

/**
 * $1 tenant, $2 file, $3 author; of the activities: $4 ids, $5 types, $6 data, $7 times or nulls; of their people: $8 ids of the activity,
 * $9 ids, $10 providers. An activity that is stored already stays as it is.
 */
export const ADD = `
  with change as (
    insert into activities (tenant_id, file_id, activity_id, type, data, stated_at, author_id)
    select $1, $2, a.id, a.type, a.data, a.stated_at, $3
    from unnest($4::text[], $5::text[], $6::json[], $7::text[]) as a (id, type, data, stated_at)
    on conflict (tenant_id, file_id, activity_id) do nothing
    returning activity_id
  ), concerned as (
    insert into activity_people (tenant_id, person_id, provider, file_id, activity_id)
    select distinct $1::uuid, p.id, p.provider, $2::uuid, change.activity_id
    from unnest($8::text[], $9::text[], $10::text[]) as p (activity_id, id, provider)
    join change on change.activity_id = p.activity_id
  )`;

const COLUMNS = `a.activity_id as "id", a.type, a.data, a.stated_at as "statedAt", a.file_id as "fileId",
  f.name as "fileName", u.display_name as "authorName", a.created_at as "createdAt"`;

const JOINED = `from activities a
  join files f on f.tenant_id = a.tenant_id and f.file_id = a.file_id
  join users u on u.tenant_id = a.tenant_id and u.user_id = a.author_id
  ${ASKING}`;

/** $1 tenant, $2 user, $3 file. Newest first. */
export const OF_FILE = `
  select ${COLUMNS} ${JOINED} where a.tenant_id = $1 and a.file_id = $3 and ${VISIBLE}
  order by a.created_at desc, a.activity_id limit 1000`;

/** $1 tenant, $2 user, $3 the user's id as clients know it. What the user did or is concerned by, newest first. */
export const OF_PERSON = `
  select ${COLUMNS} ${JOINED} where a.tenant_id = $1 and ${VISIBLE} and (
    a.author_id = $2 or exists (
      select from activity_people p
      where p.tenant_id = $1 and p.person_id = $3 and p.file_id = a.file_id and p.activity_id = a.activity_id))
  order by a.created_at desc, a.activity_id limit 1000`;
