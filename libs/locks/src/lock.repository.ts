import type { Companion } from '#database';
import type { LockId } from '#wopi-protocol';
import type { Lock, LockChange, LockKey } from './lock.js';

/** Every write is one compare-and-set statement; `undefined` or false means the comparison failed. */
export abstract class LockRepository {
  abstract find(key: LockKey): Promise<Lock | undefined>;
  /** Takes a free or expired lock, or renews it when `id` already holds it. */
  abstract acquire(key: LockKey, id: LockId, change: LockChange): Promise<Lock | undefined>;
  abstract refresh(key: LockKey, id: LockId, companion?: Companion): Promise<Lock | undefined>;
  abstract swap(key: LockKey, from: LockId, to: LockId, change: LockChange): Promise<Lock | undefined>;
  abstract release(key: LockKey, id: LockId, companion?: Companion): Promise<boolean>;
  /** Keeps the row of a live lock from changing until the running transaction ends. */
  abstract pin(key: LockKey, id: LockId): Promise<boolean>;
  /** Takes a free or expired lock under an id that no client can have; false when a live lock is there. */
  abstract occupy(key: LockKey, token: string): Promise<boolean>;
  abstract vacate(key: LockKey, token: string): Promise<void>;
}
