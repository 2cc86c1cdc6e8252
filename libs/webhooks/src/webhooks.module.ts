import { type DynamicModule, Module } from '@nestjs/common';
import { Sealer } from '#database';
import { DeliverWebhooks } from './delivery/deliver-webhooks.js';
import { FeedOutbox } from './delivery/feed-outbox.js';
import { WebhookWorker } from './delivery/webhook-worker.js';
import { OutboxRepository } from './persistence/outbox.repository.js';
import { WebhookRepository } from './persistence/webhook.repository.js';
import type { WebhooksOptions } from './webhooks-options.js';
import { WebhooksService } from './webhooks.service.js';

/** Webhooks and their delivery. Needs `DatabaseModule` and `OutgoingModule` beside it. */
@Module({})
export class WebhooksModule {
  static forRoot({ encryptionKey }: WebhooksOptions): DynamicModule {
    return {
      module: WebhooksModule,
      global: true,
      providers: [
        WebhooksService,
        FeedOutbox,
        DeliverWebhooks,
        WebhookWorker,
        OutboxRepository,
        WebhookRepository,
        { provide: Sealer, useFactory: () => new Sealer(encryptionKey) },
      ],
      exports: [WebhooksService, FeedOutbox, DeliverWebhooks],
    };
  }
}
