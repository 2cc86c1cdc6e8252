import { Pool } from 'undici';
import { checkedConnector, type Resolve } from './checked-connector.js';
import { OutgoingError } from './outgoing-error.js';
import type { FullPolicy } from './outgoing-policy.js';

export interface PoolsOptions {
  readonly resolve: Resolve;
  readonly extraCertificates: readonly string[];
  readonly connectionsPerOrigin: number;
}

/** One origin under one policy. */
export interface OriginPool {
  readonly pool: Pool;
  /** Requests running or waiting. */
  active: number;
}

/** Requests that may wait for each connection of an origin. */
const WAITING_PER_CONNECTION = 4;
const MOST_ORIGINS = 4_000;

/**
 * Connections by origin *and* policy, so that a socket opened for a private network, or to a server with a certificate that another
 * policy does not trust, never serves that policy. Those that were not used for longest are closed when there are too many.
 */
export class Pools {
  /** In the order of their last use. */
  readonly #pools = new Map<string, OriginPool>();
  readonly #pins = new Map<string, number>();

  constructor(private readonly options: PoolsOptions) {}

  /** @throws OutgoingError busy */
  enter(origin: string, policy: FullPolicy): OriginPool {
    const key = this.keyOf(origin, policy);
    let found = this.#pools.get(key);
    if (found) this.#pools.delete(key);
    else found = { pool: this.open(origin, policy), active: 0 };
    this.#pools.set(key, found);
    if (this.#pools.size > MOST_ORIGINS) this.forgetIdle();
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

  private keyOf(origin: string, policy: FullPolicy): string {
    const { allowPrivate, connectTimeoutMs, maxHeaderBytes, pinnedCertificates } = policy;
    const pin = pinnedCertificates === undefined ? '' : this.pinOf(pinnedCertificates);
    return `${origin} ${allowPrivate ? 'private' : 'public'} ${connectTimeoutMs} ${maxHeaderBytes} ${pin}`;
  }

  private pinOf(certificates: string): number {
    let pin = this.#pins.get(certificates);
    if (pin === undefined) this.#pins.set(certificates, (pin = this.#pins.size));
    return pin;
  }

  private open(origin: string, policy: FullPolicy): Pool {
    const { allowPrivate, connectTimeoutMs, maxHeaderBytes, pinnedCertificates } = policy;
    const { resolve, extraCertificates, connectionsPerOrigin } = this.options;
    return new Pool(origin, {
      connections: connectionsPerOrigin,
      connect: checkedConnector({
        allowPrivate,
        connectTimeoutMs,
        resolve,
        extraCertificates,
        pinnedCertificates,
      }),
      maxHeaderSize: maxHeaderBytes,
      pipelining: 1,
      allowH2: false,
    });
  }

  private forgetIdle(): void {
    for (const [key, { pool, active }] of this.#pools) {
      if (active > 0) continue;
      this.#pools.delete(key);
      void pool.close();
      if (this.#pools.size <= MOST_ORIGINS) return;
    }
  }
}
