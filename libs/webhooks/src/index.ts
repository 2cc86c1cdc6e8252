export { EVENT_TYPES, type EventType } from './event-type.js';
export type { Delivery, DeliveryState, Webhook } from './webhook.js';
export { WebhookError, type WebhookErrorCode } from './webhook-error.js';
export { WebhooksModule } from './webhooks.module.js';
export type { WebhooksOptions } from './webhooks-options.js';
export { type IssuedWebhook, type WebhookWish, WebhooksService } from './webhooks.service.js';
export { FeedOutbox } from './delivery/feed-outbox.js';
export { DeliverWebhooks } from './delivery/deliver-webhooks.js';
