import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { LockId } from '#wopi-protocol';
import type { Lock, LockChange, LockKey } from '../lock.js';
import { LockRepository } from '../lock.repository.js';
import * as sql from './lock.sql.js';

@Injectable()
export class PgLockRepository extends LockRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async find({ tenantId, fileId }: LockKey): Promise<Lock | undefined> {
    return (await this.db.query<Lock>(sql.FIND, [tenantId, fileId]))[0];
  }

  async acquire(key: LockKey, id: LockId, { userId, companion }: LockChange): Promise<Lock | undefined> {
    return (await this.db.change<Lock>(sql.ACQUIRE, [key.tenantId, key.fileId, id, userId], companion))[0];
  }

  async refresh(key: LockKey, id: LockId, companion?: Companion): Promise<Lock | undefined> {
    return (await this.db.change<Lock>(sql.REFRESH, [key.tenantId, key.fileId, id], companion))[0];
  }

  async swap(
    key: LockKey,
    from: LockId,
    to: LockId,
    { userId, companion }: LockChange,
  ): Promise<Lock | undefined> {
    return (await this.db.change<Lock>(sql.SWAP, [key.tenantId, key.fileId, from, to, userId], companion))[0];
  }

  async release(key: LockKey, id: LockId, companion?: Companion): Promise<boolean> {
    return (await this.db.change(sql.RELEASE, [key.tenantId, key.fileId, id], companion)).length === 1;
  }

  async pin({ tenantId, fileId }: LockKey, id: LockId): Promise<boolean> {
    return (await this.db.query(sql.PIN, [tenantId, fileId, id])).length === 1;
  }

  async occupy({ tenantId, fileId }: LockKey, token: string): Promise<boolean> {
    return (await this.db.query(sql.OCCUPY, [tenantId, fileId, token])).length === 1;
  }

  async vacate({ tenantId, fileId }: LockKey, token: string): Promise<void> {
    await this.db.query(sql.VACATE, [tenantId, fileId, token]);
  }
}
