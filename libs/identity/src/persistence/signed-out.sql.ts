/**
 * Members of a `with` list of a statement whose $1 is the tenant: whoever the select `people` names is signed out, his apps are out,
 * and his sessions end.
 */
export const signedOut = (people: string): string => `
  ended as (
    delete from portal_sessions where tenant_id = $1 and user_id in (${people})
  ), disconnected as (
    delete from oauth_records where tenant_id = $1 and user_id in (${people})
  ), closed as (
    update sessions set revoked_at = now() where tenant_id = $1 and user_id in (${people}) and revoked_at is null
  )`;
