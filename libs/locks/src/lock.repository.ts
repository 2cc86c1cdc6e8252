import type { Companion } from '#database';
import type { CoauthLockId, LockId } from '#wopi-protocol';
import type {
  CoauthLock,
  CoauthLockRefresh,
  CoauthLockWish,
  HeldLocks,
  Holding,
  Lock,
  LockChange,
  LockKey,
} from './lock.js';

/** Every write is one compare-and-set statement; `undefined` or false means the comparison failed. */
export abstract class LockRepository {
  abstract find(key: LockKey): Promise<HeldLocks>;
  /** Takes the lock of a file that nothing holds, or renews it when `id` already holds it. */
  abstract acquire(key: LockKey, id: LockId, change: LockChange): Promise<Lock | undefined>;
  abstract refresh(key: LockKey, id: LockId, change: LockChange): Promise<Lock | undefined>;
  abstract swap(key: LockKey, from: LockId, to: LockId, change: LockChange): Promise<Lock | undefined>;
  abstract release(key: LockKey, id: LockId, companion?: Companion): Promise<boolean>;
  /** Keeps what is held from changing until the running transaction ends. */
  abstract pin(key: LockKey, holding: Holding): Promise<boolean>;
  /** Takes the lock of a file that nothing holds under an id that no client can have. */
  abstract occupy(key: LockKey, token: string): Promise<boolean>;
  abstract vacate(key: LockKey, token: string): Promise<void>;

  /** Each answers the whole table as the change left it. */
  abstract acquireCoauth(
    key: LockKey,
    wish: CoauthLockWish,
    companion?: Companion,
  ): Promise<CoauthLock[] | undefined>;
  abstract refreshCoauth(
    key: LockKey,
    refresh: CoauthLockRefresh,
    companion?: Companion,
  ): Promise<CoauthLock[] | undefined>;
  abstract releaseCoauth(
    key: LockKey,
    id: CoauthLockId,
    companion?: Companion,
  ): Promise<CoauthLock[] | undefined>;
}
