export { CoauthLocksService } from './coauth-locks.service.js';
export { type CoauthTable, type CoauthTableEntry, coauthTableOf } from './coauth-table.js';
export { heldLocksOf, type HeldRow, NOTHING_HELD } from './held-row.js';
export type {
  CoauthLock,
  CoauthLockRefresh,
  CoauthLockWish,
  HeldLocks,
  Holding,
  Lock,
  LockChange,
  LockKey,
  PresentedLock,
} from './lock.js';
export { conflictDetail, conflictWith, isHeld, refusalOf } from './lock-rules.js';
export { LocksModule } from './locks.module.js';
export { LocksService } from './locks.service.js';
/** Fragments for the statements of those who change a file together with looking at its locks; the alias of `locks` is `l`. */
export { COAUTHORS, HELD, HELD_COLUMNS, inForce, LOCKS_IN_FORCE } from './persistence/held.sql.js';
