import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { Db } from '#database';
import { networkOf } from '#http-server';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { SignInThrottle } from '../sign-in-throttle.js';
import { attemptKey, attempts, countAttempt } from './attempts.js';

const WINDOW_SECONDS = 15 * 60;
const ATTEMPTS_PER_LOGIN_AND_ADDRESS = 5;
/** Of all logins together: an office behind one address has several people who mistype. */
const ATTEMPTS_PER_ADDRESS = 50;

@Injectable()
export class PgSignInThrottle extends SignInThrottle {
  readonly #byLogin: RateLimiterPostgres;
  readonly #byAddress: RateLimiterPostgres;

  constructor(
    db: Db,
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
  ) {
    super();
    this.#byLogin = attempts(db, 'login', ATTEMPTS_PER_LOGIN_AND_ADDRESS, WINDOW_SECONDS);
    this.#byAddress = attempts(db, 'address', ATTEMPTS_PER_ADDRESS, WINDOW_SECONDS);
  }

  begin(login: string, remoteAddress: string): Promise<void> {
    const address = networkOf(remoteAddress);
    return countAttempt(async () => {
      await this.#byAddress.consume(this.key(address));
      await this.#byLogin.consume(this.key(address, login));
    });
  }

  async succeeded(login: string, remoteAddress: string): Promise<void> {
    const address = networkOf(remoteAddress);
    await this.#byLogin.delete(this.key(address, login));
    await this.#byAddress.reward(this.key(address));
  }

  private key(...parts: string[]): string {
    return attemptKey(this.options.tenantId, ...parts);
  }
}
