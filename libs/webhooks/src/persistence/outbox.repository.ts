import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './outbox.sql.js';

export interface DueWebhook {
  readonly tenantId: string;
  readonly webhookId: string;
}

/** A delivery that this process is to attempt now. */
export interface ClaimedDelivery extends DueWebhook {
  readonly deliveryId: string;
  readonly eventId: string;
  /** This attempt counted. */
  readonly attempts: number;
  readonly body: string;
  readonly url: string;
  readonly privateNetwork: boolean;
  /** The one that counts, and the one before while it does, too. */
  readonly sealedSecrets: readonly Buffer[];
}

@Injectable()
export class OutboxRepository {
  constructor(private readonly db: Db) {}

  /** Whether nobody listens: what the audit log's chain holds need not be read any more then. */
  async skipUnheard(): Promise<boolean> {
    const [row] = await this.db.query<{ unheard: boolean }>(sql.SKIP);
    return row!.unheard;
  }

  /** How many rows of the audit log were read; 0 also when another process is at it. */
  async feed(most: number): Promise<number> {
    const [row] = await this.db.query<{ rows: number }>(sql.FEED, [most]);
    return row!.rows;
  }

  /** Where the log was restored into another cluster, and nothing is left to be read of the old one. */
  async beginAnewInAnotherCluster(): Promise<void> {
    await this.db.query(sql.BEGIN_ANEW);
  }

  /** Webhooks that something is due for, beside those that are at work. */
  due(atWork: readonly string[], most: number): Promise<DueWebhook[]> {
    return this.db.query(sql.DUE, [atWork, most]);
  }

  claim({ tenantId, webhookId }: DueWebhook, most: number): Promise<ClaimedDelivery[]> {
    return this.db.query(sql.CLAIM, [tenantId, webhookId, most]);
  }

  async delivered({ tenantId, deliveryId }: ClaimedDelivery, outcome: string): Promise<void> {
    await this.db.query(sql.DELIVERED, [tenantId, deliveryId, outcome]);
  }

  async failed({ tenantId, deliveryId, attempts }: ClaimedDelivery, outcome: string): Promise<void> {
    await this.db.query(sql.FAILED, [tenantId, deliveryId, outcome, attempts]);
  }

  async sweep(): Promise<void> {
    await this.db.query(sql.SWEEP);
  }
}
