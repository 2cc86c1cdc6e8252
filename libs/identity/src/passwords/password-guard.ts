import { Injectable } from '@nestjs/common';
import { IdentityError } from '../identity-error.js';
import { Passwords } from '../passwords.js';
import { SignInThrottle } from '../sign-in-throttle.js';

/** Passwords that guard something else than an account: hashed like those, with attempts counted as at the sign-in. */
@Injectable()
export class PasswordGuard {
  constructor(
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
  ) {}

  hash(password: string): Promise<string> {
    return this.passwords.hash(password);
  }

  /**
   * @param guarded names what is guarded, among all that is
   * @throws IdentityError `wrong_credentials`, `too_many_attempts`
   */
  async require(guarded: string, encoded: string, password: string, remoteAddress: string): Promise<void> {
    await this.throttle.begin(guarded, remoteAddress);
    if (!(await this.passwords.verify(encoded, password)))
      throw new IdentityError('wrong_credentials', 'The password is wrong.');
    await this.throttle.succeeded(guarded, remoteAddress);
  }
}
