// Whether an event came from the gateway within five minutes: `body` is the text as it came, `secret` the webhook's.
import { createHmac, timingSafeEqual } from 'node:crypto';

export function isSigned(headers, body, secret) {
  const second = Number(headers['webhook-timestamp']);
  const text = `${headers['webhook-id']}.${second}.${body}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
  const given = String(headers['webhook-signature'])
    .split(' ')
    .map((one) => Buffer.from(one));
  const fresh = Math.abs(Date.now() / 1000 - second) < 300;
  return fresh && given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}
