import type { Answer, FileState } from '../file-state.js';

/**
 * 409, which always says what holds the file. To WOPI locks coauth locks are another interface: they have no id, and only an
 * exclusive one is named as the mechanism (pages rest/files/lock, plus/coauthoring/locks-about).
 */
export function conflict({ lock, coauth }: FileState): Answer {
  if (lock) {
    const named = lock.visibleAs === undefined ? {} : { lockedBy: lock.visibleAs };
    return { status: 409, lock: lock.id, mechanism: 'WOPI-Lock', ...named };
  }
  if (coauth.length === 0) return { status: 409, lock: '' };
  const exclusive = coauth.some(({ type }) => type === 'CoauthExclusive');
  return {
    status: 409,
    lock: '',
    otherInterface: 'true',
    ...(exclusive && { mechanism: 'WOPI-CoauthExclusiveLock' }),
  };
}

export const isHeld = ({ lock, coauth }: FileState): boolean => lock !== undefined || coauth.length > 0;
