import { newestChange } from './children.sql.js';

/**
 * $1 tenant, $2 session, $3 container, $4 when the token was issued. One row for a live session that may use the container: it was
 * opened for it, or its user owns it or is an administrator and nobody has revoked the container's tokens since. Its container
 * columns are null when the container was deleted.
 */
export const CONTAINER_CONTEXT = `
  select s.user_id as "userId", s.client, s.action, s.denied, s.route, s.expires_at as "expiresAt", now() as "readAt",
    u.display_name as "displayName", u.user_info as "userInfo", t.plan,
    c.name, c.owner_id as "ownerId", c.parent_id is null as "isRoot",
    (u.user_id = c.owner_id or u.role = 'administrator') as "own", ${newestChange('$1', '$3')}
  from sessions s
  join tenants t on t.tenant_id = s.tenant_id
  join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
  left join containers c on c.tenant_id = s.tenant_id and c.container_id = $3 and c.deleted_at is null
  where s.tenant_id = $1 and s.session_id = $2
    and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null
    and (s.container_id = $3 or c.container_id is null or (
      (u.user_id = c.owner_id or u.role = 'administrator')
      and (c.tokens_valid_from is null or c.tokens_valid_from < $4)))`;

/** $1 tenant, $2 session. One row for a live session. */
export const CALLER_CONTEXT = `
  select s.user_id as "userId", s.client, s.action, s.denied, s.route, s.expires_at as "expiresAt", now() as "readAt",
    u.display_name as "displayName", u.user_info as "userInfo", t.plan
  from sessions s
  join tenants t on t.tenant_id = s.tenant_id
  join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
  where s.tenant_id = $1 and s.session_id = $2
    and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null`;
