import type { Request } from 'express';
import type { PresentedLock } from '#locks';
import { parseCoauthLockId, parseLockId, WopiError, WopiHeader } from '#wopi-protocol';
import { headerOf } from './wopi-request.js';

/**
 * What a request that changes the file shows for its right to: X-WOPI-Lock or X-WOPI-CoauthLockId, or neither.
 * @throws WopiError `invalid_header` for both, `invalid_lock_id`
 */
export function presentedLockOf(http: Request): PresentedLock {
  const lock = headerOf(http, WopiHeader.Lock);
  const coauthLockId = headerOf(http, WopiHeader.CoauthLockId);
  if (lock !== undefined && coauthLockId !== undefined) {
    const reason = 'X-WOPI-Lock and X-WOPI-CoauthLockId exclude each other.';
    throw new WopiError('invalid_header', { reason });
  }
  if (lock !== undefined) return { lock: parseLockId(lock) };
  return coauthLockId === undefined ? {} : { coauthLockId: parseCoauthLockId(coauthLockId) };
}
