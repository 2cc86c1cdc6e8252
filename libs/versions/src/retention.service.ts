import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { HoldWish, LegalHold } from './legal-hold.js';
import { RetentionRepository } from './persistence/retention.repository.js';
import type { RetentionChange, RetentionPolicy } from './retention-policy.js';

/** What a tenant keeps: its policy, and the legal holds above it. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly rows: RetentionRepository,
    private readonly db: Db,
  ) {}

  /** Undefined for a tenant that does not exist. */
  policy(tenantId: string): Promise<RetentionPolicy | undefined> {
    return this.rows.policy(tenantId);
  }

  async changePolicy(tenantId: string, change: RetentionChange, companion: Companion): Promise<void> {
    const columns = Object.entries(change)
      .filter(([, limit]) => limit !== undefined)
      .map(([name, limit]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), limit]);
    await this.rows.changePolicy(tenantId, Object.fromEntries(columns) as object, companion);
  }

  /**
   * From its answer on nothing that it covers is purged; a purge that is under way is waited for. Undefined when the file or the
   * version is not there.
   */
  placeHold(tenantId: string, wish: HoldWish, companion: Companion): Promise<LegalHold | undefined> {
    return this.db.transaction(async () => {
      await this.rows.awaitTurn(tenantId);
      return this.rows.placeHold(tenantId, wish, companion);
    });
  }

  /** False when there is no such hold in force. */
  releaseHold(tenantId: string, holdId: string, companion: Companion): Promise<boolean> {
    return this.rows.releaseHold(tenantId, holdId, companion);
  }

  /** Within a transaction: whether this caller alone purges what the tenant has until it ends. */
  takeTurn(tenantId: string): Promise<boolean> {
    return this.rows.takeTurn(tenantId);
  }

  /** Within a transaction: keeps holds from being placed until it ends. */
  awaitTurn(tenantId: string): Promise<void> {
    return this.rows.awaitTurn(tenantId);
  }

  /** The same; others who share the turn need not wait, only holds and purges do. */
  shareTurn(tenantId: string): Promise<void> {
    return this.rows.shareTurn(tenantId);
  }
}
