import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { checkedConnector, type Resolve } from './checked-connector.js';
import { OutgoingError } from './outgoing-error.js';
import type { FullPolicy } from './outgoing-policy.js';

export interface PoolsOptions {
  readonly resolve: Resolve;
  readonly extraCertificates: readonly string[];
  readonly connectionsPerOrigin: number;
  readonly connectionLifeMs: number;
}

/** One origin under one policy. */
export interface OriginPool {
  readonly pool: Pool;
  /** Requests running or waiting. */
  active: number;
  /** By `performance.now()`. */
  usedAt: number;
}

/** Requests that may wait for each connection of an origin. */
const WAITING_PER_CONNECTION = 4;
const MOST_ORIGINS = 4_000;
const MOST_PINS = 1_000;

/**
 * Connections by origin *and* policy, so that a socket opened for a private network, or to a server with a certificate that another
 * policy does not trust, never serves that policy. No connection takes new requests when its life is over, however busy it is, so that a
 * name that has moved, or has become one that must not be reached, is judged anew. Pools that nobody uses any more, such as that of
 * authorities that were replaced, are closed when others are opened.
 */
export class Pools {
  /** In the order of their last use. */
  readonly #pools = new Map<string, OriginPool>();
  /** Hashes of the authorities that policies pin. */
  readonly #pins = new LRUCache<string, string>({ max: MOST_PINS });
  readonly #keys = new WeakMap<FullPolicy, string>();

  constructor(private readonly options: PoolsOptions) {}

  /** @throws OutgoingError busy */
  enter(origin: string, policy: FullPolicy): OriginPool {
    const key = origin + this.keyOf(policy);
    const now = performance.now();
    let found = this.#pools.get(key);
    if (found) this.#pools.delete(key);
    else {
      this.forgetUnused(now);
      found = { pool: this.open(origin, policy), active: 0, usedAt: now };
    }
    found.usedAt = now;
    this.#pools.set(key, found);
    if (found.active >= this.options.connectionsPerOrigin * (1 + WAITING_PER_CONNECTION)) {
      throw new OutgoingError('busy', 'Too many requests to this server are under way.');
    }
    found.active++;
    return found;
  }

  async close(): Promise<void> {
    const all = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(all.map(({ pool }) => pool.destroy()));
  }

  /** What of the policy a connection depends on. */
  private keyOf(policy: FullPolicy): string {
    let key = this.#keys.get(policy);
    if (key === undefined) this.#keys.set(policy, (key = this.write(policy)));
    return key;
  }

  private write(policy: FullPolicy): string {
    const { allowPrivate, connectTimeoutMs, maxHeaderBytes, pinnedCertificates } = policy;
    const pin = pinnedCertificates === undefined ? '' : this.pinOf(pinnedCertificates);
    return ` ${allowPrivate ? 'private' : 'public'} ${connectTimeoutMs} ${maxHeaderBytes} ${pin}`;
  }

  private pinOf(certificates: string): string {
    let pin = this.#pins.get(certificates);
    if (pin === undefined) this.#pins.set(certificates, (pin = hash('sha256', certificates, 'base64url')));
    return pin;
  }

  private open(origin: string, policy: FullPolicy): Pool {
    const { allowPrivate, connectTimeoutMs, maxHeaderBytes, pinnedCertificates } = policy;
    const { resolve, extraCertificates, connectionsPerOrigin, connectionLifeMs } = this.options;
    return new Pool(origin, {
      connections: connectionsPerOrigin,
      connect: checkedConnector({
        allowPrivate,
        connectTimeoutMs,
        resolve,
        extraCertificates,
        pinnedCertificates,
      }),
      clientTtl: connectionLifeMs,
      keepAliveMaxTimeout: connectionLifeMs,
      maxHeaderSize: maxHeaderBytes,
      pipelining: 1,
      allowH2: false,
    });
  }

  /** Those whose connections are all over, and of the others the ones that were not used for longest where there are too many. */
  private forgetUnused(now: number): void {
    for (const [key, { pool, active, usedAt }] of this.#pools) {
      if (now - usedAt < this.options.connectionLifeMs && this.#pools.size < MOST_ORIGINS) return;
      if (active > 0) continue;
      this.#pools.delete(key);
      void pool.close();
    }
  }
}
