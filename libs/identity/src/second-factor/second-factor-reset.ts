import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { AccountHold, type RequireRoles } from '../account-hold.js';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { SecondFactorRepository } from './second-factor.repository.js';

/** Helps people who have lost their app and their recovery codes. */
@Injectable()
export class SecondFactorReset {
  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly stored: SecondFactorRepository,
    private readonly hold: AccountHold,
  ) {}

  /** Takes somebody's second factor away and signs him out. @throws IdentityError `unknown_user`, `no_second_factor` */
  run(userId: string, requireRoles: RequireRoles, companion?: Companion): Promise<void> {
    return this.hold.during(userId, requireRoles, async () => {
      if (!(await this.stored.reset(this.options.tenantId, userId, companion)))
        throw new IdentityError('no_second_factor', 'This person has no second factor.');
    });
  }
}
