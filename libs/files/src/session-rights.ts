import type { Denial, Session, SessionAction } from '#tokens';
import { includesRight, type Right } from './sharing/right.js';

/** What the user of a session may do with its file, as the statement saw it that read the session. */
export interface Standing {
  /** Whether he owns it or is an administrator, and did not come by a link. */
  readonly own: boolean;
  /** Null where a link or an application answers for him. */
  readonly right: Right | null;
  /** On the folder that the file lies in. */
  readonly folderRight: Right | null;
}

/** What ends at the resource for everybody but its owner. */
const NEEDS_OWN_RIGHT: readonly Denial[] = ['containers', 'share'];

/** A session can do what it was opened for, and never more than its user may at this moment. */
export function limitedSession<S extends Session>(session: S, { own, right, folderRight }: Standing): S {
  if (own) return session;
  if (right === null) return without(session, NEEDS_OWN_RIGHT);
  const mayWrite = includesRight(right, onlyComments(session) ? 'comment' : 'edit');
  return { ...without(session, beyond(right, folderRight)), action: mayWrite ? session.action : 'view' };
}

/** Whether the user could not edit the file, however he opened it; of whom somebody answers for, within this session. */
export function looksOnly(session: Session, { own, right }: Standing): boolean {
  if (own) return false;
  if (right !== null) return !includesRight(right, 'edit');
  return session.action === 'view' || onlyComments(session);
}

/** Whether its client was told that only comments may change. */
export const onlyComments = ({ denied }: Session): boolean => denied.includes('all-but-comments');

/** What somebody with a right on a file can open of what he wishes. */
export function openedFor(
  right: Right,
  wish: SessionAction,
): { readonly action: SessionAction; readonly denied: readonly Denial[] } {
  if (wish === 'view' || right === 'view') return { action: 'view', denied: [] };
  return { action: 'edit', denied: right === 'comment' ? ['all-but-comments'] : [] };
}

function beyond(right: Right, folderRight: Right | null): Denial[] {
  const mayEdit = includesRight(right, 'edit');
  const mayAdd = folderRight !== null && includesRight(folderRight, 'edit');
  return [
    // A way up or aside would lead to what was not shared.
    'containers',
    ...(right === 'manage' ? [] : (['share', 'delete'] as const)),
    ...(mayEdit ? [] : (['rename'] as const)),
    ...(mayAdd ? [] : (['write-relative'] as const)),
  ];
}

const without = <S extends Session>(session: S, denials: readonly Denial[]): S => ({
  ...session,
  denied: [...new Set([...session.denied, ...denials])],
});
