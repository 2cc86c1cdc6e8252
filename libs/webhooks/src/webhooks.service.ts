import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Companion, Sealer } from '#database';
import { WebhookRepository } from './persistence/webhook.repository.js';
import { SECRET_BYTES, secretText } from './signature.js';
import type { Webhook } from './webhook.js';
import { WebhookError } from './webhook-error.js';
import { webhookUrl } from './webhook-url.js';

/** What is said of a new webhook. */
export type WebhookWish = Pick<Webhook, 'url' | 'events' | 'privateNetwork'>;

/** A webhook with its secret, which cannot be read again. */
export interface IssuedWebhook extends Webhook {
  readonly secret: string;
}

/** What a sealed secret is for. */
export const sealContext = (webhookId: string) => `webhook:${webhookId}`;

/** The webhooks of a tenant, and what is to become of their events. A companion is the audit row of a change. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly rows: WebhookRepository,
    private readonly sealer: Sealer,
  ) {}

  /** @throws WebhookError `invalid_url`, `too_many_webhooks` */
  async add(tenantId: string, wish: WebhookWish, companion: Companion): Promise<IssuedWebhook> {
    const id = randomUUID();
    const secret = randomBytes(SECRET_BYTES);
    const row = { ...wish, id, url: webhookUrl(wish.url, wish.privateNetwork) };
    const made = await this.rows.add(tenantId, row, this.sealer.seal(secret, sealContext(id)), companion);
    if (!made) throw new WebhookError('too_many_webhooks', 'There are twenty webhooks already.');
    return { ...made, secret: secretText(secret) };
  }

  /** @throws WebhookError `webhook_not_found` */
  async get(tenantId: string, id: string): Promise<Webhook> {
    return found((await this.rows.list(tenantId)).find((webhook) => webhook.id === id));
  }

  /** @throws WebhookError `webhook_not_found` */
  async change(
    tenantId: string,
    id: string,
    wish: Partial<Pick<Webhook, 'events' | 'active'>>,
    companion: Companion,
  ): Promise<Webhook> {
    return found(await this.rows.change(tenantId, id, wish, companion));
  }

  /**
   * Signs with a new secret from now on, and for so many hours with the one before as well; one before that counts no longer.
   * @throws WebhookError `webhook_not_found`
   */
  async rotate(
    tenantId: string,
    id: string,
    overlapHours: number,
    companion: Companion,
  ): Promise<IssuedWebhook> {
    const secret = randomBytes(SECRET_BYTES);
    const sealed = this.sealer.seal(secret, sealContext(id));
    const webhook = found(await this.rows.rotate(tenantId, id, sealed, overlapHours, companion));
    return { ...webhook, secret: secretText(secret) };
  }

  /** With all that waits for it. @throws WebhookError `webhook_not_found` */
  async remove(tenantId: string, id: string, companion: Companion): Promise<void> {
    found(await this.rows.remove(tenantId, id, companion));
  }

  /** Has events told once more, whether they arrived or were given up. Answers how many there were. @throws WebhookError `webhook_not_found` */
  async replay(tenantId: string, id: string, deliveryIds: readonly string[]): Promise<number> {
    await this.get(tenantId, id);
    return this.rows.replay(tenantId, id, deliveryIds);
  }
}

function found<T>(webhook: T | undefined): T {
  if (webhook === undefined) throw new WebhookError('webhook_not_found', 'There is no such webhook.');
  return webhook;
}
