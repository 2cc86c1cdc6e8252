import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { type LockId, WopiError } from '#wopi-protocol';
import type { Lock, LockChange, LockKey } from './lock.js';
import { LockRepository } from './lock.repository.js';

/** How often a change is tried whose failure the lock in the table does not explain. */
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
  lock(key: LockKey, id: LockId, change: LockChange): Promise<Lock> {
    return this.settle(key, id, true, () => this.locks.acquire(key, id, change));
  }

  /** UnlockAndRelock: replaces `from` by `to` in one step. */
  relock(key: LockKey, from: LockId, to: LockId, change: LockChange): Promise<Lock> {
    return this.settle(key, from, false, () => this.locks.swap(key, from, to, change));
  }

  /** Sets the expiry to 30 minutes from now. */
  refresh(key: LockKey, id: LockId, companion?: Companion): Promise<Lock> {
    return this.settle(key, id, false, () => this.locks.refresh(key, id, companion));
  }

  async unlock(key: LockKey, id: LockId, companion?: Companion): Promise<void> {
    await this.settle(
      key,
      id,
      false,
      async () => (await this.locks.release(key, id, companion)) || undefined,
    );
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

  /**
   * Tries a compare-and-set, and again when what is looked up afterwards no longer explains its failure: the caller's own
   * lock, or, for a caller who wants a free file, none. A conflict that names no real obstacle would help nobody.
   */
  private async settle<T>(
    key: LockKey,
    id: LockId,
    wantsFree: boolean,
    attempt: () => Promise<T | undefined>,
  ): Promise<T> {
    for (let n = 1; ; n++) {
      const outcome = await attempt();
      if (outcome !== undefined) return outcome;
      const holder = await this.locks.find(key);
      const explained = holder ? holder.id !== id : !wantsFree;
      if (explained || n === ATTEMPTS) throw WopiError.lockMismatch(holder?.id ?? '');
    }
  }

  /** Throws the mismatch that describes the lock as it is now. */
  async mismatch(key: LockKey): Promise<never> {
    const holder = await this.locks.find(key);
    throw WopiError.lockMismatch(holder?.id ?? '');
  }
}
