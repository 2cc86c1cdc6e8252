import { Body, Delete, Inject, Param, Post } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { AccountPasswords, type RequireRoles, SecondFactorReset } from '#identity';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam, moment } from './endpoint/forms.js';
import { requireMayGive } from './groups/may-give.js';

const MOST_HOURS = 30 * 24;

const FirstPasswordForm = z.object({ password: z.string(), expiresAt: moment });

const FirstPasswordWishForm = z.strictObject({
  password: z.string().max(1024).optional().meta({ description: 'One is made unless told' }),
  hours: z.int().min(1).max(MOST_HOURS).default(72).meta({ description: 'How long it may be used' }),
});
type FirstPasswordWishForm = z.output<typeof FirstPasswordWishForm>;

/** What people sign in with, where they have lost it or never had it. */
@AdminController('users/:id')
export class CredentialsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly passwords: AccountPasswords,
    private readonly secondFactor: SecondFactorReset,
    private readonly audit: AuditService,
  ) {}

  @Post('first-password')
  @Endpoint({
    summary:
      'Set a password that its person must change at the next sign-in, and sign him out; it is shown in this answer and never again. ' +
      'Of a person with a role it needs `roles.manage` too, and a key that can do as much',
    needs: 'credentials.manage',
    answer: FirstPasswordForm,
  })
  setFirstPassword(
    @Caller() caller: Principal,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: FirstPasswordWishForm }) wish: FirstPasswordWishForm,
  ) {
    const companion = this.companion('SetFirstPassword', 201, id, { hours: wish.hours });
    return this.passwords.giveFirst(id, wish, this.mayBecome(caller), companion);
  }

  @Delete('second-factor')
  @Endpoint({
    summary:
      "Take a person's second factor away, who has lost it, and sign him out. Of a person with a role it needs `roles.manage` too, and a key that can do as much",
    needs: 'credentials.manage',
    status: 204,
    refusals: [409],
  })
  resetSecondFactor(@Caller() caller: Principal, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    const companion = this.companion('ResetSecondFactor', 204, id);
    return this.secondFactor.run(id, this.mayBecome(caller), companion);
  }

  private mayBecome(caller: Principal): RequireRoles {
    return (roles) => requireMayGive(caller, roles, this.options.tenantId);
  }

  private companion(operation: string, status: number, userId: string, detail?: Record<string, number>) {
    return this.audit.companion({ tenantId: this.options.tenantId, operation, status, userId, detail });
  }
}
