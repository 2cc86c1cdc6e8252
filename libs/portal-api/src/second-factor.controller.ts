import { Controller, Get, Header, HttpCode, Post, Req, UseFilters, UseGuards } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Request } from 'express';
import { AuditService } from '#audit';
import { ProblemFilter } from '#http-server';
import { AccountPasswords, type PortalSession, SecondFactors } from '#identity';
import { PortalGuard, SignedInSession } from './portal-guard.js';
import { toProblem } from './problems.js';
import { JsonBody } from './request-values.js';
import { SecondFactorCode } from './second-factor-code.js';
import { SignInAnswers } from './sign-in-answers.js';

class PresentPassword {
  @IsString({ message: 'The present password is missing.' })
  @MinLength(1, { message: 'The present password is missing.' })
  @MaxLength(1024, { message: 'The present password is too long.' })
  presentPassword: string;
}

/** The second factor of whoever is signed in. What changes it asks for what a stranger at the keyboard does not have. */
@Controller('api/portal/second-factor')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly passwords: AccountPasswords,
    private readonly answers: SignInAnswers,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  state(@SignedInSession() { user }: PortalSession) {
    return this.factors.state(user);
  }

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async begin(
    @Req() request: Request,
    @SignedInSession() { user }: PortalSession,
    @JsonBody(PresentPassword) { presentPassword }: PresentPassword,
  ) {
    await this.answers.attempt('EnrolSecondFactor', request, user, () =>
      this.passwords.requirePresent(user, presentPassword, request.ip ?? ''),
    );
    return this.factors.begin(user);
  }

  @Post('confirm')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  confirm(
    @Req() request: Request,
    @SignedInSession() session: PortalSession,
    @JsonBody(SecondFactorCode) { code }: SecondFactorCode,
  ) {
    return this.attempt('EnrolSecondFactor', request, session, async (companion) => ({
      recoveryCodes: await this.factors.confirm(session, code, request.ip ?? '', companion),
    }));
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  renewRecoveryCodes(
    @Req() request: Request,
    @SignedInSession() session: PortalSession,
    @JsonBody(SecondFactorCode) { code }: SecondFactorCode,
  ) {
    return this.attempt('RenewRecoveryCodes', request, session, async (companion) => {
      await this.factors.prove(session, code, request.ip ?? '');
      return { recoveryCodes: await this.factors.renewRecoveryCodes(session.user, companion) };
    });
  }

  @Post('removal')
  @HttpCode(204)
  remove(
    @Req() request: Request,
    @SignedInSession() session: PortalSession,
    @JsonBody(SecondFactorCode) { code }: SecondFactorCode,
  ): Promise<void> {
    return this.attempt('RemoveSecondFactor', request, session, async (companion) => {
      await this.factors.prove(session, code, request.ip ?? '');
      await this.factors.remove(session.user, companion);
    });
  }

  private attempt<T>(
    operation: string,
    request: Request,
    { user }: PortalSession,
    work: (companion: ReturnType<AuditService['companion']>) => Promise<T>,
  ): Promise<T> {
    const companion = this.audit.companion(this.answers.entry(operation, 200, request, user));
    return this.answers.attempt(operation, request, user, () => work(companion));
  }
}
