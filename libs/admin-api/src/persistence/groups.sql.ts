import type { Listing } from './listing.js';

/** $2 part of the name, $3 a member. */
export const GROUPS: Listing = {
  rows: `
    select g.group_id as "id", g.name, g.external_id as "externalId", g.created_at as "createdAt", g.changed_at as "changedAt",
      array(select r.role from group_roles r where r.tenant_id = g.tenant_id and r.group_id = g.group_id order by role) as "roles",
      (select count(*)::int from group_members m where m.tenant_id = g.tenant_id and m.group_id = g.group_id) as "members"
    from groups g
    where g.tenant_id = $1
      and ($2::text is null or strpos(lower(g.name), lower($2)) > 0)
      and ($3::uuid is null or exists (
        select from group_members m where m.tenant_id = g.tenant_id and m.group_id = g.group_id and m.user_id = $3))`,
  filters: 2,
  keyType: 'uuid',
  sorts: { name: 'text', createdAt: 'timestamptz' },
};

/** $2 group. */
export const GROUP_MEMBERS: Listing = {
  rows: `
    select u.user_id as "id", u.login, u.display_name as "displayName", m.source, m.added_at as "addedAt"
    from group_members m join users u on u.tenant_id = m.tenant_id and u.user_id = m.user_id
    where m.tenant_id = $1 and m.group_id = $2`,
  filters: 1,
  keyType: 'uuid',
  sorts: { login: 'text', addedAt: 'timestamptz' },
};
