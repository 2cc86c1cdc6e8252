import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '#database';
import { IdentityError } from '../identity-error.js';

/** Attempts of one kind, counted in the database. */
export function attempts(db: Db, keyPrefix: string, points: number, duration: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db.manager.dataSource,
    storeType: 'typeorm',
    tableName: 'sign_in_attempts',
    tableCreated: true,
    keyPrefix,
    points,
    duration,
    // One limiter of a process is enough to sweep the table.
    clearExpiredByTimeout: keyPrefix === 'login',
  });
}

/** Hashed: the table shall neither hold what people typed nor keys of any length. */
export const attemptKey = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** @throws IdentityError `too_many_attempts` */
export async function countAttempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new IdentityError('too_many_attempts', `Too many attempts. ${again(seconds)}`, seconds);
  }
}

function again(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`;
}
