import { Controller, Header, HttpCode, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import { ProblemFilter } from '#http-server';
import { AccountPasswords, type PortalSession } from '#identity';
import { PortalAccess } from './portal-access.js';
import { PortalGuard, SignedInSession } from './portal-guard.js';
import { toProblem } from './problems.js';
import { JsonBody } from './request-values.js';
import { SignInAnswers } from './sign-in-answers.js';

const MAX_LENGTH = 1024;

class NewPassword {
  @IsString({ message: 'The new password is missing.' })
  @MaxLength(MAX_LENGTH, { message: 'The new password is too long.' })
  password: string;
}

class PasswordChange extends NewPassword {
  @IsString({ message: 'The present password is missing.' })
  @MinLength(1, { message: 'The present password is missing.' })
  @MaxLength(MAX_LENGTH, { message: 'The present password is too long.' })
  presentPassword: string;
}

/** Choosing a password of one's own: at the first sign-in, and at any time. */
@Controller('api/portal')
@UseFilters(new ProblemFilter(toProblem))
export class PasswordsController {
  constructor(
    private readonly access: PortalAccess,
    private readonly passwords: AccountPasswords,
    private readonly answers: SignInAnswers,
    private readonly audit: AuditService,
  ) {}

  @Post('sign-in/new-password')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async replaceFirst(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @JsonBody(NewPassword) { password }: NewPassword,
  ) {
    const session = await this.access.requireStep('new-password', request);
    const signedIn = await this.answers.attempt('ChangePassword', request, session.user, () =>
      this.passwords.replaceFirst(session, password, this.companion(request, session)),
    );
    return this.answers.begun(response, signedIn);
  }

  @Post('password')
  @HttpCode(200)
  @UseGuards(PortalGuard)
  @Header('Cache-Control', 'no-store')
  async change(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @SignedInSession() session: PortalSession,
    @JsonBody(PasswordChange) { presentPassword, password }: PasswordChange,
  ) {
    const wish = { present: presentPassword, next: password };
    const companion = this.companion(request, session);
    const signedIn = await this.answers.attempt('ChangePassword', request, session.user, () =>
      this.passwords.change(session, wish, request.ip ?? '', companion),
    );
    return this.answers.begun(response, signedIn);
  }

  private companion(request: Request, { user }: PortalSession) {
    return this.audit.companion(this.answers.entry('ChangePassword', 200, request, user));
  }
}
