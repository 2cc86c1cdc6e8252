import type { Denial, Session } from '#tokens';

/** What needs a right of one's own on the resource, which a session that somebody vouched for does not give. */
const NEEDS_OWN_RIGHT: readonly Denial[] = ['containers', 'share'];

/** The session of somebody who has no right of his own: it ends at its resource. */
export function withheldFromGuests<S extends Session>(session: S): S {
  return { ...session, denied: [...new Set([...session.denied, ...NEEDS_OWN_RIGHT])] };
}
