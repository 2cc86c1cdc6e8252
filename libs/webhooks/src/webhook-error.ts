/** Why something about webhooks was refused. */
export type WebhookErrorCode = 'webhook_not_found' | 'invalid_url' | 'too_many_webhooks';

/** A refusal with a sentence for a person in `message`; never names a secret. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';

  constructor(
    readonly code: WebhookErrorCode,
    message: string,
  ) {
    super(message);
  }
}
