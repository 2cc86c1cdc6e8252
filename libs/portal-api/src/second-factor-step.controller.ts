import { Controller, Header, HttpCode, Post, Req, UseFilters } from '@nestjs/common';
import type { Request } from 'express';
import { AuditService } from '#audit';
import { ProblemFilter } from '#http-server';
import { type PortalSession, SecondFactors } from '#identity';
import { PortalAccess } from './portal-access.js';
import { toProblem } from './problems.js';
import { JsonBody } from './request-values.js';
import { SecondFactorCode } from './second-factor-code.js';
import { SignInAnswers } from './sign-in-answers.js';

/** The steps of a sign-in that are about the second factor: showing it, or getting one where a role needs it. */
@Controller('api/portal/sign-in')
@UseFilters(new ProblemFilter(toProblem))
export class SecondFactorStepController {
  constructor(
    private readonly access: PortalAccess,
    private readonly factors: SecondFactors,
    private readonly answers: SignInAnswers,
    private readonly audit: AuditService,
  ) {}

  @Post('second-factor')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async prove(@Req() request: Request, @JsonBody(SecondFactorCode) { code }: SecondFactorCode) {
    const session = await this.access.requireStep('second-factor', request);
    const companion = this.companion('ProveSecondFactor', request, session);
    await this.answers.attempt('ProveSecondFactor', request, session.user, () =>
      this.factors.prove(session, code, request.ip ?? '', companion),
    );
    return this.arrived(request);
  }

  @Post('enrolment')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async begin(@Req() request: Request) {
    const { user } = await this.access.requireStep('enrolment', request);
    return this.factors.begin(user);
  }

  @Post('enrolment/confirm')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async confirm(@Req() request: Request, @JsonBody(SecondFactorCode) { code }: SecondFactorCode) {
    const session = await this.access.requireStep('enrolment', request);
    const companion = this.companion('EnrolSecondFactor', request, session);
    const recoveryCodes = await this.answers.attempt('EnrolSecondFactor', request, session.user, () =>
      this.factors.confirm(session, code, request.ip ?? '', companion),
    );
    return { recoveryCodes, arrived: await this.arrived(request) };
  }

  private async arrived(request: Request) {
    return this.answers.account(await this.access.requireBegun(request));
  }

  private companion(operation: string, request: Request, { user }: PortalSession) {
    return this.audit.companion(this.answers.entry(operation, 200, request, user));
  }
}
