import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { type CoauthLockId, LOCK_TTL_MINUTES, type LockId } from '#wopi-protocol';
import { type CoauthColumn, coauthLocksOf, heldLocksOf, type HeldRow } from '../held-row.js';
import type {
  CoauthLock,
  CoauthLockRefresh,
  CoauthLockWish,
  HeldLocks,
  Holding,
  Lock,
  LockChange,
  LockKey,
} from '../lock.js';
import { LockRepository } from '../lock.repository.js';
import * as coauthSql from './coauth.sql.js';
import * as sql from './lock.sql.js';

const secondsOf = ({ timeoutSeconds = LOCK_TTL_MINUTES * 60 }: LockChange) => timeoutSeconds;
const visibleOf = ({ visibleAs = null as string | null }: { visibleAs?: string | null | undefined }) =>
  visibleAs;

@Injectable()
export class PgLockRepository extends LockRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async find({ tenantId, fileId }: LockKey): Promise<HeldLocks> {
    return heldLocksOf((await this.db.query<HeldRow>(sql.FIND, [tenantId, fileId]))[0]);
  }

  acquire(key: LockKey, id: LockId, change: LockChange): Promise<Lock | undefined> {
    return this.change(sql.ACQUIRE, key, [id, change.userId, secondsOf(change), visibleOf(change)], change);
  }

  refresh(key: LockKey, id: LockId, change: LockChange): Promise<Lock | undefined> {
    return this.change(sql.REFRESH, key, [id, secondsOf(change), visibleOf(change)], change);
  }

  swap(key: LockKey, from: LockId, to: LockId, change: LockChange): Promise<Lock | undefined> {
    const values = [from, to, change.userId, secondsOf(change), visibleOf(change)];
    return this.change(sql.SWAP, key, values, change);
  }

  async release({ tenantId, fileId }: LockKey, id: LockId, companion?: Companion): Promise<boolean> {
    return (await this.db.change(sql.RELEASE, [tenantId, fileId, id], companion)).length === 1;
  }

  async pin({ tenantId, fileId }: LockKey, { lockId, coauthLockId }: Holding): Promise<boolean> {
    const values = [tenantId, fileId, lockId ?? null, coauthLockId ?? null];
    return (await this.db.query(sql.PIN, values)).length === 1;
  }

  async occupy({ tenantId, fileId }: LockKey, token: string): Promise<boolean> {
    return (await this.db.query(sql.OCCUPY, [tenantId, fileId, token])).length === 1;
  }

  async vacate({ tenantId, fileId }: LockKey, token: string): Promise<void> {
    await this.db.query(sql.VACATE, [tenantId, fileId, token]);
  }

  acquireCoauth(key: LockKey, wish: CoauthLockWish, companion?: Companion) {
    const { id, type, metadata, timeoutSeconds, userName } = wish;
    return this.changeCoauth(
      coauthSql.ACQUIRE,
      key,
      [id, type, metadata, timeoutSeconds, userName],
      companion,
    );
  }

  refreshCoauth(key: LockKey, { id, metadata, timeoutSeconds }: CoauthLockRefresh, companion?: Companion) {
    return this.changeCoauth(coauthSql.REFRESH, key, [id, metadata, timeoutSeconds], companion);
  }

  releaseCoauth(key: LockKey, id: CoauthLockId, companion?: Companion) {
    return this.changeCoauth(coauthSql.RELEASE, key, [id], companion);
  }

  private async change(
    text: string,
    { tenantId, fileId }: LockKey,
    values: readonly unknown[],
    { companion }: LockChange,
  ): Promise<Lock | undefined> {
    return (await this.db.change<Lock>(text, [tenantId, fileId, ...values], companion))[0];
  }

  private async changeCoauth(
    text: string,
    { tenantId, fileId }: LockKey,
    values: readonly unknown[],
    companion: Companion | undefined,
  ): Promise<CoauthLock[] | undefined> {
    const [row] = await this.db.change<{ coauth: CoauthColumn }>(
      text,
      [tenantId, fileId, ...values],
      companion,
    );
    return row && coauthLocksOf(row.coauth);
  }
}
