import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { LockId } from '#wopi-protocol';
import type { HeldLocks, Holding, Lock, LockChange, LockKey, PresentedLock } from './lock.js';
import { LockRepository } from './lock.repository.js';
import { conflictWith, isHeld, refusalOf } from './lock-rules.js';
import { settle } from './settle.js';

/**
 * WOPI locks: opaque ids, 30 minutes by the database's clock unless the client says otherwise, every change a
 * compare-and-set. Each method throws the `WopiError` `lock_mismatch` that describes what holds the file.
 */
@Injectable()
export class LocksService {
  constructor(
    private readonly locks: LockRepository,
    private readonly db: Db,
  ) {}

  /** What holds the file now. */
  find(key: LockKey): Promise<HeldLocks> {
    return this.locks.find(key);
  }

  /** Takes the lock, or renews it when `id` holds it already. */
  lock(key: LockKey, id: LockId, change: LockChange): Promise<Lock> {
    const explains = (held: HeldLocks) => isHeld(held) && held.lock !== id;
    return this.settle(key, explains, () => this.locks.acquire(key, id, change));
  }

  /** UnlockAndRelock: replaces `from` by `to` in one step. */
  relock(key: LockKey, from: LockId, to: LockId, change: LockChange): Promise<Lock> {
    return this.settle(key, isNot(from), () => this.locks.swap(key, from, to, change));
  }

  /** Sets the expiry to its full time from now. */
  refresh(key: LockKey, id: LockId, change: LockChange): Promise<Lock> {
    return this.settle(key, isNot(id), () => this.locks.refresh(key, id, change));
  }

  async unlock(key: LockKey, id: LockId, companion?: Companion): Promise<void> {
    const release = async () => (await this.locks.release(key, id, companion)) || undefined;
    await this.settle(key, isNot(id), release);
  }

  /**
   * Runs `work` in a transaction during which nobody can lock, unlock or relock the file, in either way: under the presented
   * lock, which must be in force, or, when none is presented, on a file that nothing holds. `work` gets what stands in the
   * locks' row meanwhile.
   */
  hold<T>(key: LockKey, presented: PresentedLock, work: (holding: Holding) => Promise<T>): Promise<T> {
    const { lock: lockId, coauthLockId } = presented;
    return this.db.transaction(async () => {
      if (lockId !== undefined || coauthLockId !== undefined) {
        const holding = { lockId, coauthLockId };
        if (!(await this.locks.pin(key, holding))) throw await this.conflict(key, presented);
        return work(holding);
      }
      // A newline cannot stand in a client's lock id, and the row is gone before anyone else could see it.
      const token = `\n${randomUUID()}`;
      if (!(await this.locks.occupy(key, token))) throw await this.conflict(key, presented);
      const result = await work({ lockId: token });
      await this.locks.vacate(key, token);
      return result;
    });
  }

  /** The mismatch that describes the file's locks as they are now. */
  async conflict(key: LockKey, presented: PresentedLock = {}): Promise<Error> {
    const held = await this.locks.find(key);
    return refusalOf(held, presented, false) ?? conflictWith(held);
  }

  private settle<T>(
    key: LockKey,
    explains: (held: HeldLocks) => boolean,
    attempt: () => Promise<T | undefined>,
  ): Promise<T> {
    return settle(
      attempt,
      () => this.locks.find(key),
      (held) => (explains(held) ? conflictWith(held) : undefined),
    );
  }
}

const isNot =
  (id: LockId) =>
  ({ lock }: HeldLocks) =>
    lock !== id;
