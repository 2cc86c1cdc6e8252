import type { Outgoing } from '#outgoing';
import { type Check, check } from './check.js';

const DAY_MS = 24 * 3600 * 1000;
const LEAST_DAYS = 14;

/** How long the certificate of an https address holds; no check where it is http. */
export function certificateLasts(name: string, url: string, outgoing: Outgoing): Promise<Check>[] {
  if (!url.startsWith('https:')) return [];
  const change = `Renew the certificate of ${new URL(url).host}, with its whole chain; an authority of your own belongs into NODE_EXTRA_CA_CERTS.`;
  const looked = check(`${name} certificate`, change, async () => {
    const { issuer, validUntil } = await outgoing.certificate(url, { allowPrivate: true });
    const days = Math.floor((validUntil.getTime() - Date.now()) / DAY_MS);
    return { ok: days >= LEAST_DAYS, seen: `of ${issuer}, for ${days} days yet` };
  });
  return [looked];
}
