import { WopiError, type WopiErrorDetail } from '#wopi-protocol';
import type { HeldLocks, PresentedLock } from './lock.js';

/**
 * Why a change of the file is refused to a client that presents this (pages rest/files/putfile, rest/files/renamefile,
 * plus/file-transfer/put-chunked-file); undefined when no lock speaks against it.
 * @param unlocked whether the change is allowed while nobody holds the file, whatever is presented then
 */
export function refusalOf(
  held: HeldLocks,
  presented: PresentedLock,
  unlocked: boolean,
): WopiError | undefined {
  if (held.lock !== undefined) return held.lock === presented.lock ? undefined : conflictWith(held);
  if (held.coauth.length === 0) return unlocked ? undefined : conflictWith(held);
  const own = held.coauth.find(({ id }) => id === presented.coauthLockId);
  const inTheWay = own === undefined || held.coauth.some((other) => other !== own && isExclusive(other));
  return inTheWay ? conflictWith(held) : undefined;
}

/** The lock mismatch (409) that describes what holds the file. */
export function conflictWith(held: HeldLocks, reason: string = reasonOf(held)): WopiError {
  return new WopiError('lock_mismatch', { ...conflictDetail(held), reason });
}

/** What a 409 says of the locks of a file. */
export function conflictDetail({ lock, visibleAs, coauth }: HeldLocks): WopiErrorDetail {
  if (lock !== undefined) {
    const detail = { currentLock: lock, conflictingMechanism: 'WOPI-Lock' } as const;
    return visibleAs === undefined ? detail : { ...detail, lockUserName: visibleAs };
  }
  if (coauth.length === 0) return { currentLock: '' };
  return {
    lockedByOtherInterface: true,
    ...(coauth.some(isExclusive) && { conflictingMechanism: 'WOPI-CoauthExclusiveLock' }),
  };
}

/** Whether anything holds the file. */
export const isHeld = ({ lock, coauth }: HeldLocks): boolean => lock !== undefined || coauth.length > 0;

const isExclusive = ({ type }: { type: string }): boolean => type === 'CoauthExclusive';

function reasonOf({ lock, coauth }: HeldLocks): string {
  if (lock !== undefined) return 'The file is locked by another WOPI lock.';
  if (coauth.length === 0) return 'The file is not locked.';
  if (coauth.some(isExclusive)) return 'A client holds a CoauthExclusive lock.';
  return 'Clients hold coauth locks, and this request shows none of them.';
}
