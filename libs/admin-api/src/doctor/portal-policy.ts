import type { Outgoing } from '#outgoing';
import { type Check, check } from './check.js';

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 1024 * 1024;

/** Whether pages of the portal come with their own policy and no other: a second one would shut out the editor's frame. */
export function portalPolicy(url: string, outgoing: Outgoing): Promise<Check> {
  const change =
    'Let nothing in front of the portal add, change or drop Content-Security-Policy and X-Frame-Options: each page brings its own.';
  return check('portal policy', change, async () => {
    const { headers } = await outgoing.fetchText(`${url}/`, {
      policy: { allowPrivate: true },
      maxBytes: MOST_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    const policies = headers.all('content-security-policy');
    const frames = headers.all('x-frame-options');
    const own = policies.length === 1 && /(^|; )frame-ancestors 'none'(;|$)/.test(policies[0]!);
    return {
      ok: own && frames.length === 1 && frames[0] === 'DENY',
      seen: `${policies.length} policies${own ? ', the page’s own' : ''}; X-Frame-Options: ${frames.join(', ') || 'none'}`,
    };
  });
}
