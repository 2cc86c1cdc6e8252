import type { CoauthLockId, CoauthLockType, LockId } from '#wopi-protocol';
import type { CoauthLock, HeldLocks } from './lock.js';

/** The columns of `HELD_COLUMNS`; all null where nothing holds the file. */
export interface HeldRow {
  readonly lockId: LockId | null;
  readonly visibleAs: string | null;
  readonly coauth: CoauthColumn | null;
}

/** The JSON of `locks.coauth`. */
export type CoauthColumn = Readonly<
  Record<string, { type: CoauthLockType; metadata: string; userName: string; acquiredAt: number }>
>;

export const NOTHING_HELD: HeldLocks = { coauth: [] };

export function heldLocksOf(row: HeldRow | undefined): HeldLocks {
  if (!row || (row.lockId === null && row.coauth === null)) return NOTHING_HELD;
  return {
    lock: row.lockId ?? undefined,
    visibleAs: row.visibleAs ?? undefined,
    coauth: row.coauth ? coauthLocksOf(row.coauth) : [],
  };
}

/** By age. */
export function coauthLocksOf(column: CoauthColumn): CoauthLock[] {
  return Object.entries(column)
    .map(([id, { type, metadata, userName, acquiredAt }]) => ({
      id: id as CoauthLockId,
      type,
      metadata,
      userName,
      acquiredAt,
    }))
    .sort((a, b) => a.acquiredAt - b.acquiredAt || (a.id < b.id ? -1 : 1));
}
