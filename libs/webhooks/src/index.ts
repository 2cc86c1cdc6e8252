export { EVENT_TYPES, type EventType } from './event-type.js';
export { DELIVERY_STATES, type Webhook } from './webhook.js';
/** A select of the deliveries to a webhook, for those who list them in pages. */
export { DELIVERIES, LIST as WEBHOOKS } from './persistence/webhook.sql.js';
export { WebhookError, type WebhookErrorCode } from './webhook-error.js';
export { WebhooksModule } from './webhooks.module.js';
export type { WebhooksOptions } from './webhooks-options.js';
export { type IssuedWebhook, type WebhookWish, WebhooksService } from './webhooks.service.js';
export { FeedOutbox } from './delivery/feed-outbox.js';
export { DeliverWebhooks } from './delivery/deliver-webhooks.js';
