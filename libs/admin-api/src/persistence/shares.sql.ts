import type { Listing } from './listing.js';

/** $2 file or container. What it was given itself, not what it inherits. */
export const SHARES: Listing = {
  rows: `
    select s.grantee_id as "id", case when s.user_id is null then 'group' else 'person' end as "kind",
      coalesce(u.display_name, g.name) as "name", u.login, s.rights, s.created_at as "createdAt",
      b.display_name as "sharedByName"
    from shares s
    left join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
    left join groups g on g.tenant_id = s.tenant_id and g.group_id = s.group_id
    left join users b on b.tenant_id = s.tenant_id and b.user_id = s.created_by
    where s.tenant_id = $1 and s.resource_id = $2`,
  filters: 1,
  idType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};
