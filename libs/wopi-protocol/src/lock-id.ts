import { WopiError } from './wopi-error.js';

declare const lockId: unique symbol;

/** A checked lock id: 1 to 1,024 characters 0x20…0x7e, opaque, compared byte for byte. */
export type LockId = string & { readonly [lockId]: true };

/** A lock lives for this long after Lock or RefreshLock (page "Lock"). */
export const LOCK_TTL_MINUTES = 30;

/**
 * Longest lock id, in characters. 1,024 allows SupportsExtendedLockLength in CheckFileInfo; without it clients
 * keep to 256.
 */
export const LOCK_ID_MAX_LENGTH = 1024;

const VISIBLE_ASCII = /^[\x20-\x7e]+$/;

/**
 * Checks the value of X-WOPI-Lock or X-WOPI-OldLock. Throws WopiError 'invalid_lock_id' when it is absent, empty,
 * too long or not ASCII.
 */
export function parseLockId(raw: string | undefined): LockId {
  if (raw === undefined || raw.length > LOCK_ID_MAX_LENGTH || !VISIBLE_ASCII.test(raw)) {
    throw new WopiError('invalid_lock_id', {
      reason: `A lock id has 1 to ${LOCK_ID_MAX_LENGTH} characters of visible ASCII.`,
    });
  }
  return raw as LockId;
}
