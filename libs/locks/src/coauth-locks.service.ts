import { Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import type { CoauthLockId } from '#wopi-protocol';
import { type CoauthTable, coauthTableOf } from './coauth-table.js';
import type { CoauthLock, CoauthLockRefresh, CoauthLockWish, HeldLocks, LockKey } from './lock.js';
import { LockRepository } from './lock.repository.js';
import { conflictWith } from './lock-rules.js';
import { settle } from './settle.js';

/**
 * Locks that clients hold together (pages plus/coauthoring/…): named by their id alone, whoever asks; each for the time its
 * client wishes, by the database's clock; every change a compare-and-set on the row that also has the file's WOPI lock.
 * Each method throws the `WopiError` `lock_mismatch` that describes what holds the file.
 */
@Injectable()
export class CoauthLocksService {
  constructor(private readonly locks: LockRepository) {}

  /** Takes the lock, or renews it under a type of choice when the id holds it already. Answers the table with it. */
  async get(key: LockKey, wish: CoauthLockWish, companion?: Companion): Promise<CoauthTable> {
    const refusal = (held: HeldLocks) => refusalOfWish(held, wish);
    return coauthTableOf(
      await this.settle(key, refusal, () => this.locks.acquireCoauth(key, wish, companion)),
    );
  }

  /** Renews a lock that is in force. Answers the table. */
  async refresh(key: LockKey, refresh: CoauthLockRefresh, companion?: Companion): Promise<CoauthTable> {
    const attempt = () => this.locks.refreshCoauth(key, refresh, companion);
    return coauthTableOf(await this.settle(key, missing(refresh.id), attempt));
  }

  /** Gives up a lock that is in force. */
  async unlock(key: LockKey, id: CoauthLockId, companion?: Companion): Promise<void> {
    await this.settle(key, missing(id), () => this.locks.releaseCoauth(key, id, companion));
  }

  private settle(
    key: LockKey,
    refusal: (held: HeldLocks) => Error | undefined,
    attempt: () => Promise<CoauthLock[] | undefined>,
  ): Promise<CoauthLock[]> {
    return settle(attempt, () => this.locks.find(key), refusal);
  }
}

function refusalOfWish(held: HeldLocks, { id, type }: CoauthLockWish): Error | undefined {
  if (held.lock !== undefined) return conflictWith(held);
  const exclusive = held.coauth.some((other) => other.type === 'CoauthExclusive' && other.id !== id);
  if (type === 'CoauthExclusive' && exclusive) return conflictWith(held);
  return undefined;
}

const missing = (id: CoauthLockId) => (held: HeldLocks) =>
  held.coauth.some((lock) => lock.id === id)
    ? undefined
    : conflictWith(held, held.lock === undefined ? 'This coauth lock is not held.' : undefined);
