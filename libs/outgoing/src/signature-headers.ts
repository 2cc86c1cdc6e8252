import { createHmac } from 'node:crypto';

/** Headers that sign a body as Standard Webhooks has them: HMAC-SHA256 over id, second and body, with each of the secrets that count. */
export function signatureHeaders(secrets: readonly Buffer[], id: string, second: number, body: string) {
  const signed = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${second}.${body}`).digest('base64')}`,
  );
  return {
    'Webhook-Id': id,
    'Webhook-Timestamp': String(second),
    'Webhook-Signature': signed.join(' '),
  };
}
