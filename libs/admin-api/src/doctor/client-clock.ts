import type { Outgoing } from '#outgoing';
import { type Check, check } from './check.js';

/** A proof may be twenty minutes old and five ahead; who is out by more than a minute will be out by more some day. */
const MOST_SKEW_MS = 60_000;
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 2 * 1024 * 1024;

/** Whether a client's clock, which dates its proofs, agrees with this process's. */
export function clientClock(name: string, discoveryUrl: string, outgoing: Outgoing): Promise<Check> {
  const change = `Let the machines of ${name} and of the gateway set their clocks by NTP.`;
  return check(`client ${name} clock`, change, async () => {
    const policy = { allowPrivate: true };
    const before = Date.now();
    const { headers } = await outgoing.fetchText(discoveryUrl, {
      policy,
      maxBytes: MOST_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(date)) return { seen: 'it does not tell the time' };
    // A date has whole seconds: half of one is what it is late by, in the mean.
    const skew = Math.round((date + 500 - (before + Date.now()) / 2) / 1000);
    return { ok: Math.abs(skew) * 1000 <= MOST_SKEW_MS, seen: `${skew} s ahead of this process` };
  });
}
