/**
 * Members of a `with` list of a statement whose $1 is the tenant: whoever the select `people` names is signed out, his apps are out,
 * and his sessions end.
 */
export const signedOut = (people: string): string => `${outOfPortal(people)}, ${closed(people)}`;

/** The same, but his sessions go on, unless an app has opened them. */
export const signedOutOfPortal = (people: string): string =>
  `${outOfPortal(people)}, ${closed(people, 'and grant_id is not null')}`;

const outOfPortal = (people: string): string => `
  ended as (
    delete from portal_sessions where tenant_id = $1 and user_id in (${people})
  ), disconnected as (
    delete from oauth_records where tenant_id = $1 and user_id in (${people})
  )`;

const closed = (people: string, which = ''): string => `
  closed as (
    update sessions set revoked_at = now() where tenant_id = $1 and user_id in (${people}) and revoked_at is null ${which}
  )`;
