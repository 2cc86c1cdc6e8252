import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { Webhook } from '../webhook.js';
import * as sql from './webhook.sql.js';

const MOST_WEBHOOKS = 20;

@Injectable()
export class WebhookRepository {
  constructor(private readonly db: Db) {}

  /** Undefined when the tenant has as many as it may. */
  async add(
    tenantId: string,
    { id, url, events, privateNetwork }: Pick<Webhook, 'id' | 'url' | 'events' | 'privateNetwork'>,
    sealedSecret: Buffer,
    companion: Companion,
  ): Promise<Webhook | undefined> {
    const values = [tenantId, id, url, events, privateNetwork, sealedSecret, MOST_WEBHOOKS];
    return (await this.db.change<Webhook>(sql.ADD, values, companion))[0];
  }

  list(tenantId: string): Promise<Webhook[]> {
    return this.db.query(sql.LIST, [tenantId]);
  }

  async change(
    tenantId: string,
    id: string,
    { events, active }: Partial<Pick<Webhook, 'events' | 'active'>>,
    companion: Companion,
  ): Promise<Webhook | undefined> {
    const values = [tenantId, id, events ?? null, active ?? null];
    return (await this.db.change<Webhook>(sql.CHANGE, values, companion))[0];
  }

  async rotate(
    tenantId: string,
    id: string,
    sealedSecret: Buffer,
    overlapHours: number,
    companion: Companion,
  ): Promise<Webhook | undefined> {
    const values = [tenantId, id, sealedSecret, overlapHours];
    return (await this.db.change<Webhook>(sql.ROTATE, values, companion))[0];
  }

  async remove(tenantId: string, id: string, companion: Companion): Promise<Webhook | undefined> {
    return (await this.db.change<Webhook>(sql.REMOVE, [tenantId, id], companion))[0];
  }

  async replay(tenantId: string, id: string, deliveryIds: readonly string[]): Promise<number> {
    return (await this.db.query(sql.REPLAY, [tenantId, id, deliveryIds])).length;
  }
}
