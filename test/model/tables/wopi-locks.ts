import { type FileState, type Outcome, unchanged } from '../file-state.js';
import type { LockOperation } from '../operation.js';
import { conflict } from './conflict.js';

const HALF_AN_HOUR = 1800;

/** The WOPI lock (pages rest/files/lock, unlock, refreshlock, unlockandrelock, getlock, plus/coauthoring/wopi-locks). */
export function wopiLocks(state: FileState, operation: LockOperation): Outcome {
  const held = state.lock?.id;
  const done = { status: 200, version: state.version };
  const refused = unchanged(state, conflict(state));
  switch (operation.kind) {
    case 'GetLock':
      return state.coauth.length > 0 ? refused : unchanged(state, { status: 200, lock: held ?? '' });
    case 'Lock': {
      const free = state.coauth.length === 0 && (held === undefined || held === operation.id);
      return free ? { answer: done, state: locked(state, operation) } : refused;
    }
    case 'UnlockAndRelock':
      return held === operation.old ? { answer: done, state: locked(state, operation) } : refused;
    case 'RefreshLock':
      return held === operation.id ? { answer: done, state: locked(state, operation) } : refused;
    case 'Unlock':
      return held === operation.id ? { answer: done, state: { ...state, lock: undefined } } : refused;
  }
}

function locked(
  state: FileState,
  { id, seconds = HALF_AN_HOUR, visible, user }: Extract<LockOperation, { visible: boolean }>,
): FileState {
  const lock = { id, until: state.now + seconds, visibleAs: visible ? user : undefined };
  return { ...state, lock };
}
