import type { WopiClient } from './wopi-client.js';

export const DISCOVERY_OPTIONS = Symbol('DISCOVERY_OPTIONS');

export interface DiscoveryOptions {
  /** In the order of preference. */
  readonly clients: readonly WopiClient[];
  /** Of whom nothing but the keys is wanted, by further names: they sign calls, and open no file. */
  readonly signers?: readonly WopiClient[];
  /** For one fetch, from the name to the last byte; 10 s unless told. */
  readonly fetchTimeoutMs?: number;
  /** At most one fetch in this time over all replicas, as long as there is a good document; one minute unless told. */
  readonly leastIntervalMs?: number;
  /** Age at which a document is fetched anew; 12 hours unless told. */
  readonly refreshAfterMs?: number;
  /** First pause before an unreachable client is tried again; doubled each time up to a minute, or half an hour with a good document. */
  readonly retryMs?: number;
  /** How often the rows are read again, should a notification be lost; one minute unless told. */
  readonly rereadMs?: number;
}

export interface FullDiscoveryOptions extends Required<DiscoveryOptions> {
  /** As `leastIntervalMs`, while there is no document: waiting a minute for the next attempt would be a minute without service. */
  readonly leastWithoutDocumentMs: number;
}

const SOONER_WITHOUT_DOCUMENT = 60;

export function fullOptions(options: DiscoveryOptions): FullDiscoveryOptions {
  const leastIntervalMs = options.leastIntervalMs ?? 60_000;
  return {
    fetchTimeoutMs: 10_000,
    refreshAfterMs: 12 * 3600 * 1000,
    retryMs: 1_000,
    rereadMs: 60_000,
    signers: [],
    ...options,
    leastIntervalMs,
    leastWithoutDocumentMs: leastIntervalMs / SOONER_WITHOUT_DOCUMENT,
  };
}
