import type { OAuthClient } from './oauth-options.js';

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether a request that names this client can only have come from it (RFC 8252, 8.6): it keeps a secret, or the answer goes to an
 * https address, which belongs to one app. A scheme of its own, and a port of the device, any app there can take for itself.
 */
export function isAssured({ secret }: Pick<OAuthClient, 'secret'>, redirectUri: string): boolean {
  if (secret !== undefined) return true;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'https:' && !LOOPBACK.test(hostname);
}
