import type { Request } from 'express';
import type { WopiClient } from '#discovery';
import { WopiError } from '#wopi-protocol';
import type { ProxyInFront } from './wopi-api-options.js';

/** How a request came, and so what its proof must be. */
export interface Arrival {
  /** Origin of the address that was signed. */
  readonly origin: string;
  /** Whether the proxy's assertion stands in the place of a proof. */
  readonly attested: boolean;
  /** Who signed, where that is not the client of the token. */
  readonly signer?: string;
}

/** No client can be configured under such a name. */
const PROXY_AS_SIGNER = 'the proxy:resign';

/** The proxy as one whose proof keys the discovery keeps, where it signs calls itself. */
export function proxyAsSigner(proxy: ProxyInFront | undefined): readonly WopiClient[] {
  if (proxy?.mode !== 'resign') return [];
  const discoveryUrl = `${proxy.url}/resign/hosting/discovery`;
  return [{ name: PROXY_AS_SIGNER, profile: 'microsoft365', discoveryUrl }];
}

/**
 * The arrival of a request through the proxy.
 * @throws WopiError `proof_failed` in mode `forwarded`, when it was forwarded from another address
 */
export function arrivalThrough(proxy: ProxyInFront, hostUrl: string, http: Request): Arrival {
  switch (proxy.mode) {
    case 'attested':
      return { origin: proxy.url, attested: true };
    case 'resign':
      return { origin: hostUrl, attested: false, signer: PROXY_AS_SIGNER };
    case 'forwarded':
      // A proof for another address may be genuine, and is not for this host all the same.
      if (forwardedOrigin(http) === proxy.url) return { origin: proxy.url, attested: false };
      throw new WopiError('proof_failed', {
        reason: 'Forwarded from another address',
        verdict: 'forwarded-elsewhere',
      });
    default:
      return { origin: proxy.url, attested: false };
  }
}

function forwardedOrigin({ headers }: Request): string {
  return `${String(headers['x-forwarded-proto'])}://${String(headers['x-forwarded-host'])}`;
}
