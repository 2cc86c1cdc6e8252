import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { Db } from '#database';
import { networkOf } from '#http-server';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { SecondFactorThrottle } from '../second-factor/second-factor-throttle.js';
import { attemptKey, attempts, countAttempt } from './attempts.js';

const ATTEMPTS_PER_ADDRESS = 5;
const ADDRESS_SECONDS = 15 * 60;
const GUESSES_PER_ACCOUNT = 30;
const ACCOUNT_SECONDS = 24 * 60 * 60;

@Injectable()
export class PgSecondFactorThrottle extends SecondFactorThrottle {
  readonly #byAddress: RateLimiterPostgres;
  readonly #byAccount: RateLimiterPostgres;

  constructor(
    db: Db,
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
  ) {
    super();
    this.#byAddress = attempts(db, 'factor-address', ATTEMPTS_PER_ADDRESS, ADDRESS_SECONDS);
    this.#byAccount = attempts(db, 'factor-account', GUESSES_PER_ACCOUNT, ACCOUNT_SECONDS);
  }

  begin(userId: string, remoteAddress: string, guessable: boolean): Promise<void> {
    return countAttempt(async () => {
      await this.#byAddress.consume(this.key(userId, networkOf(remoteAddress)));
      if (guessable) await this.#byAccount.consume(this.key(userId));
    });
  }

  async succeeded(userId: string, remoteAddress: string): Promise<void> {
    await this.#byAddress.delete(this.key(userId, networkOf(remoteAddress)));
    await this.#byAccount.delete(this.key(userId));
  }

  private key(...parts: string[]): string {
    return attemptKey(this.options.tenantId, ...parts);
  }
}
