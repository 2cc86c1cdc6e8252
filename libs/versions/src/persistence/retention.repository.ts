import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { HoldWish, LegalHold } from '../legal-hold.js';
import type { RetentionPolicy } from '../retention-policy.js';
import * as sql from './retention.sql.js';

@Injectable()
export class RetentionRepository {
  constructor(private readonly db: Db) {}

  async policy(tenantId: string): Promise<RetentionPolicy | undefined> {
    return (await this.db.query<RetentionPolicy>(sql.POLICY, [tenantId]))[0];
  }

  async changePolicy(tenantId: string, columns: object, companion: Companion): Promise<void> {
    await this.db.change(sql.CHANGE_POLICY, [tenantId, JSON.stringify(columns)], companion);
  }

  async awaitTurn(tenantId: string): Promise<void> {
    await this.db.query(sql.AWAIT_TURN, [tenantId]);
  }

  async shareTurn(tenantId: string): Promise<void> {
    await this.db.query(sql.SHARE_TURN, [tenantId]);
  }

  async takeTurn(tenantId: string): Promise<boolean> {
    return (await this.db.query<{ mine: boolean }>(sql.TAKE_TURN, [tenantId]))[0]!.mine;
  }

  async placeHold(
    tenantId: string,
    { fileId, version, reason }: HoldWish,
    companion: Companion,
  ): Promise<LegalHold | undefined> {
    const values = [tenantId, fileId ?? null, version ?? null, reason];
    return (await this.db.change<LegalHold>(sql.PLACE_HOLD, values, companion))[0];
  }

  async releaseHold(tenantId: string, holdId: string, companion: Companion): Promise<boolean> {
    return (await this.db.change(sql.RELEASE_HOLD, [tenantId, holdId], companion)).length === 1;
  }
}
