import { createHmac } from 'node:crypto';

export const SECRET_BYTES = 32;

/** A secret as applications keep it. */
export const secretText = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

/** Headers of an event as Standard Webhooks has them: HMAC-SHA256 over id, second and body, with each of the secrets that count. */
export function signedHeaders(secrets: readonly Buffer[], id: string, second: number, body: string) {
  const signed = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${second}.${body}`).digest('base64')}`,
  );
  return {
    'Content-Type': 'application/json',
    'Webhook-Id': id,
    'Webhook-Timestamp': String(second),
    'Webhook-Signature': signed.join(' '),
  };
}
