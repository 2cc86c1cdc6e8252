import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Db } from '#database';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { SignInThrottle } from '../sign-in-throttle.js';

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
    const store = {
      storeClient: db.manager.dataSource,
      storeType: 'typeorm',
      tableName: 'sign_in_attempts',
      tableCreated: true,
      duration: WINDOW_SECONDS,
    };
    this.#byLogin = new RateLimiterPostgres({
      ...store,
      keyPrefix: 'login',
      points: ATTEMPTS_PER_LOGIN_AND_ADDRESS,
    });
    this.#byAddress = new RateLimiterPostgres({
      ...store,
      keyPrefix: 'address',
      points: ATTEMPTS_PER_ADDRESS,
      clearExpiredByTimeout: false,
    });
  }

  async begin(login: string, remoteAddress: string): Promise<void> {
    const address = network(remoteAddress);
    try {
      await this.#byAddress.consume(this.key(address));
      await this.#byLogin.consume(this.key(address, login));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new IdentityError('too_many_attempts', `Too many attempts. ${again(seconds)}`, seconds);
    }
  }

  async succeeded(login: string, remoteAddress: string): Promise<void> {
    const address = network(remoteAddress);
    await this.#byLogin.delete(this.key(address, login));
    await this.#byAddress.reward(this.key(address));
  }

  /** Hashed: the table shall neither hold what people typed nor keys of any length. */
  private key(...parts: string[]): string {
    return createHash('sha256')
      .update(JSON.stringify([this.options.tenantId, ...parts]))
      .digest('base64url');
  }
}

/** Whoever has one IPv6 address usually has its whole /64. */
function network(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex');
}

function again(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`;
}
