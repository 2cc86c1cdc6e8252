import type { Listing } from './listing.js';

/**
 * $2 file or container, $3 inherited or not. What it was given itself, and what it has by the folders above it. `id` is of the grantee, whom
 * several places may have given a right.
 */
export const SHARES: Listing = {
  rows: `
    with recursive way as (
      select $2::uuid as resource_id, coalesce(
        (select container_id from files where tenant_id = $1 and file_id = $2),
        (select parent_id from containers where tenant_id = $1 and container_id = $2)) as parent_id
      union all
      select c.container_id, c.parent_id from way
      join containers c on c.tenant_id = $1 and c.container_id = way.parent_id
    )
    select s.resource_id || ' ' || s.grantee_id as "key", s.grantee_id as "id",
      case when s.user_id is null then 'group' else 'person' end as "kind", coalesce(u.display_name, g.name) as "name", u.login,
      s.rights, s.created_at as "createdAt", b.display_name as "sharedByName", s.resource_id <> $2 as "inherited",
      case when s.resource_id <> $2 then s.resource_id end as "fromId", f.name as "fromName"
    from way
    join shares s on s.tenant_id = $1 and s.resource_id = way.resource_id
    left join containers f on f.tenant_id = s.tenant_id and f.container_id = s.resource_id and s.resource_id <> $2
    left join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
    left join groups g on g.tenant_id = s.tenant_id and g.group_id = s.group_id
    left join users b on b.tenant_id = s.tenant_id and b.user_id = s.created_by
    where ($3::boolean is null or (s.resource_id <> $2) = $3)`,
  filters: 2,
  key: 'key',
  keyType: 'text',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};
