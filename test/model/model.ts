import { expire, type FileState, type Outcome, unchanged } from './file-state.js';
import type { Operation } from './operation.js';
import { coauthLocks } from './tables/coauth-locks.js';
import { saves } from './tables/saves.js';
import { wopiLocks } from './tables/wopi-locks.js';

/** What somebody who may only look at the file may ask. */
const VIEWING: readonly Operation['kind'][] = ['GetLock', 'GetCoauthTable', 'GetFile', 'CheckFileInfo'];

/** What the specification says: the answer to an operation, and the file afterwards. */
export function model(before: FileState, operation: Operation): Outcome {
  const state = expire(before);
  if (state.deleted) return unchanged(state, { status: 404 });
  if (operation.user === 'carol' && !VIEWING.includes(operation.kind))
    return unchanged(state, { status: 401 });
  if (isMalformed(operation)) return unchanged(state, { status: 400 });
  switch (operation.kind) {
    case 'Lock':
    case 'UnlockAndRelock':
    case 'RefreshLock':
    case 'Unlock':
    case 'GetLock':
      return wopiLocks(state, operation);
    case 'GetCoauthLock':
    case 'RefreshCoauthLock':
    case 'UnlockCoauthLock':
    case 'GetCoauthTable':
      return coauthLocks(state, operation);
    default:
      return saves(state, operation);
  }
}

/** Timeouts are 60 to 3,600 seconds; the two kinds of lock exclude each other in one request. */
function isMalformed(operation: Operation): boolean {
  if ('seconds' in operation && operation.seconds !== undefined)
    return operation.seconds < 60 || operation.seconds > 3600;
  if (!('presented' in operation)) return false;
  return operation.presented.lock !== undefined && operation.presented.coauth !== undefined;
}
