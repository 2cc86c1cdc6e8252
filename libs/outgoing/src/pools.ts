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
const MOST_ORIGINS = 2_000;

/** Connections by origin *and* policy, so that a socket opened for a private network never serves a policy that forbids it. */
export class Pools {
  readonly #pools = new Map<string, OriginPool>();

  constructor(private readonly options: PoolsOptions) {}

  /** @throws OutgoingError busy */
  enter(origin: string, policy: FullPolicy): OriginPool {
    const { allowPrivate, connectTimeoutMs, maxHeaderBytes } = policy;
    const key = `${origin} ${allowPrivate ? 'private' : 'public'} ${connectTimeoutMs} ${maxHeaderBytes}`;
    let found = this.#pools.get(key);
    if (!found) {
      this.forgetIdle();
      found = { pool: this.open(origin, policy), active: 0 };
      this.#pools.set(key, found);
    }
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

  private open(origin: string, { allowPrivate, connectTimeoutMs, maxHeaderBytes }: FullPolicy): Pool {
    const { resolve, extraCertificates, connectionsPerOrigin } = this.options;
    return new Pool(origin, {
      connections: connectionsPerOrigin,
      connect: checkedConnector({ allowPrivate, connectTimeoutMs, resolve, extraCertificates }),
      maxHeaderSize: maxHeaderBytes,
      pipelining: 1,
      allowH2: false,
    });
  }

  private forgetIdle(): void {
    if (this.#pools.size < MOST_ORIGINS) return;
    for (const [key, { pool, active }] of this.#pools) {
      if (active > 0) continue;
      this.#pools.delete(key);
      void pool.close();
    }
  }
}
