import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { type LockId, WopiError } from '#wopi-protocol';
import type { Lock, LockChange, LockKey } from './lock.js';
import { LockRepository } from './lock.repository.js';

/** How often a mismatch is tried again when the lock that caused it is gone by the time it is looked up. */
const ATTEMPTS = 3;

/**
 * WOPI locks: opaque ids, 30 minutes by the database's clock, every change a compare-and-set.
 * Each method throws `WopiError.lockMismatch` naming the lock that holds the file, or '' when none does.
 */
@Injectable()
export class LocksService {
  constructor(
    private readonly locks: LockRepository,
    private readonly db: Db,
  ) {}

  /** The live lock of a file, undefined when it is unlocked. */
  find(key: LockKey): Promise<Lock | undefined> {
    return this.locks.find(key);
  }

  /** Takes the lock, or renews it when `id` holds it already. */
  async lock(key: LockKey, id: LockId, change: LockChange): Promise<Lock> {
    for (let attempt = 1; ; attempt++) {
      const lock = await this.locks.acquire(key, id, change);
      if (lock) return lock;
      const holder = await this.locks.find(key);
      // A holder that is gone by now means the file is free: the caller deserves another try, not an empty conflict.
      if (holder || attempt === ATTEMPTS) throw WopiError.lockMismatch(holder?.id ?? '');
    }
  }

  /** UnlockAndRelock: replaces `from` by `to` in one step. */
  async relock(key: LockKey, from: LockId, to: LockId, change: LockChange): Promise<Lock> {
    return (await this.locks.swap(key, from, to, change)) ?? (await this.mismatch(key));
  }

  /** Sets the expiry to 30 minutes from now. */
  async refresh(key: LockKey, id: LockId, companion?: Companion): Promise<Lock> {
    return (await this.locks.refresh(key, id, companion)) ?? (await this.mismatch(key));
  }

  async unlock(key: LockKey, id: LockId, companion?: Companion): Promise<void> {
    if (!(await this.locks.release(key, id, companion))) await this.mismatch(key);
  }

  /**
   * Runs `work` in a transaction during which nobody can lock, unlock or relock the file: under the presented lock, which must
   * be in force, or, without one, on an unlocked file. `work` gets the id that stands in the lock's row meanwhile.
   */
  hold<T>(key: LockKey, presented: LockId | undefined, work: (lockId: string) => Promise<T>): Promise<T> {
    return this.db.transaction(async () => {
      if (presented !== undefined) {
        if (!(await this.locks.pin(key, presented))) await this.mismatch(key);
        return work(presented);
      }
      // A newline cannot stand in a client's lock id, and the row is gone before anyone else could see it.
      const token = `\n${randomUUID()}`;
      if (!(await this.locks.occupy(key, token))) await this.mismatch(key);
      const result = await work(token);
      await this.locks.vacate(key, token);
      return result;
    });
  }

  /** Throws the mismatch that describes the lock as it is now. */
  async mismatch(key: LockKey): Promise<never> {
    const holder = await this.locks.find(key);
    throw WopiError.lockMismatch(holder?.id ?? '');
  }
}
