import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { AuditTrail } from '#files';
import { networkOf } from '#http-server';
import { WopiError } from '#wopi-protocol';

/** Tokens that are none of ours, from one network within a minute. */
const PATIENCE = 100;
const MINUTE_MS = 60_000;
const MOST_NETWORKS = 10_000;

/** Of one network, in the minute that its first one began. */
interface Guesses {
  count: number;
  /** By `performance.now()`. */
  readonly until: number;
}

/**
 * Tells a network that it has tried too many tokens of its own making. Only these are refused so: a token that a key of ours has signed
 * is served from the same network at the same moment, so that nobody can lock an office server out.
 */
@Injectable()
export class GuessedTokens {
  readonly #guesses = new LRUCache<string, Guesses>({ max: MOST_NETWORKS });

  /** @throws `refusal`; WopiError `throttled` until the minute is over, of which the audit log keeps the first */
  refuse(refusal: unknown, remoteAddress: string | undefined, trail: AuditTrail): never {
    if (!(refusal instanceof WopiError) || refusal.code !== 'invalid_token') throw refusal;
    const now = performance.now();
    const guesses = this.of(networkOf(remoteAddress ?? ''), now);
    guesses.count += 1;
    if (guesses.count <= PATIENCE) throw refusal;
    if (guesses.count > PATIENCE + 1) trail.leaveOut();
    throw new WopiError('throttled', { retryAfterSeconds: (guesses.until - now) / 1000 });
  }

  private of(network: string, now: number): Guesses {
    const known = this.#guesses.get(network);
    if (known && known.until > now) return known;
    const begun = { count: 0, until: now + MINUTE_MS };
    this.#guesses.set(network, begun);
    return begun;
  }
}
