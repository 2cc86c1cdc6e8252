import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { TenantPolicy } from '#tenants';
import { type Discovery, type DiscoveryProofKey, publishDiscovery } from '#wopi-protocol';
import { filterDiscovery } from './discovery-filter.js';

/** What an instance is told that asks for a discovery. */
export interface PublishedDiscovery {
  readonly xml: string;
  /** Of these very bytes. */
  readonly etag: string;
}

/** How one differs from the client's own discovery. */
export interface DiscoveryVariant {
  readonly policy?: Pick<TenantPolicy, 'discoveryApps' | 'discoveryActions'>;
  /** In the place of the client's. */
  readonly proofKey?: DiscoveryProofKey;
}

/** Tenants with a filter of their own. */
const MOST_VARIANTS = 200;

/**
 * Discoveries as text, which is long and asked for without a key: written once for each variant, and anew when the client's document
 * or the proxy's keys are others.
 */
@Injectable()
export class PublishedDiscoveries {
  readonly #written = new WeakMap<Discovery, LRUCache<string, PublishedDiscovery>>();

  /** @param discovery the same object as long as it is the same document */
  of(discovery: Discovery, { policy, proofKey }: DiscoveryVariant = {}): PublishedDiscovery {
    let variants = this.#written.get(discovery);
    if (!variants) this.#written.set(discovery, (variants = new LRUCache({ max: MOST_VARIANTS })));
    const name = JSON.stringify([policy?.discoveryApps, policy?.discoveryActions, proofKey]);
    let published = variants.get(name);
    if (!published) variants.set(name, (published = write(discovery, { policy, proofKey })));
    return published;
  }
}

function write(discovery: Discovery, { policy, proofKey }: Partial<DiscoveryVariant>): PublishedDiscovery {
  const filtered = policy ? filterDiscovery(discovery, policy) : discovery;
  const xml = publishDiscovery(proofKey ? { ...filtered, proofKey } : filtered);
  return { xml, etag: `"${hash('sha256', xml, 'base64url')}"` };
}
