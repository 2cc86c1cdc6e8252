import { isIP } from 'node:net';
import { mayConnect } from '#outgoing';
import { WebhookError } from './webhook-error.js';

const MAX_LENGTH = 1_000;

/**
 * The one spelling of an address for events. What a name stands for is looked at with each request, by `#outgoing`.
 * @throws WebhookError `invalid_url`
 */
export function webhookUrl(text: string, allowPrivate: boolean): string {
  if (text.length > MAX_LENGTH) throw refused(`has more than ${MAX_LENGTH} characters`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw refused('must be an address such as https://app.example/events, without user name');
  if (url.protocol !== 'https:' && !allowPrivate)
    throw refused('must begin with https:// unless it lies in a private network');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !mayConnect(host, { allowPrivate }))
    throw refused('names a network that is never called');
  url.hash = '';
  return url.href;
}

const refused = (why: string) => new WebhookError('invalid_url', `The URL ${why}.`);
