import {
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Optional,
  Post,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import { ProblemFilter } from '#http-server';
import { OpenIdSignIn, PortalCookie, type PortalSession, PortalSessions, type User } from '#identity';
import { PortalAccess } from './portal-access.js';
import { PortalGuard, SignedInSession } from './portal-guard.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { toProblem } from './problems.js';
import { JsonBody } from './request-values.js';
import { SignInAnswers } from './sign-in-answers.js';

class Credentials {
  @IsString({ message: 'The login is missing.' })
  @MinLength(1, { message: 'The login is missing.' })
  @MaxLength(200, { message: 'The login is too long.' })
  login: string;

  @IsString({ message: 'The password is missing.' })
  @MinLength(1, { message: 'The password is missing.' })
  @MaxLength(1024, { message: 'The password is too long.' })
  password: string;
}

/** Signing in and out, and who one is. */
@Controller('api/portal')
@UseFilters(new ProblemFilter(toProblem))
export class AccountController {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly access: PortalAccess,
    private readonly cookie: PortalCookie,
    private readonly sessions: PortalSessions,
    private readonly answers: SignInAnswers,
    private readonly audit: AuditService,
    @Optional() private readonly openId?: OpenIdSignIn,
  ) {}

  /** What the sign-in page may offer. */
  @Get('sign-in')
  @Header('Cache-Control', 'no-store')
  methods() {
    const { openIdName } = this.options;
    return openIdName === undefined ? {} : { openId: { name: openIdName } };
  }

  @Post('sign-in')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @JsonBody(Credentials) { login, password }: Credentials,
  ) {
    this.access.requireOwnPage(request);
    const begun = (user: User) => this.audit.companion(this.answers.entry('SignIn', 200, request, user));
    const signedIn = await this.answers.attempt('SignIn', request, undefined, () =>
      this.sessions.signIn(login, password, request.ip ?? '', begun),
    );
    return this.answers.begun(response, signedIn);
  }

  /** Of a session that began at an OpenID provider it answers 200 with where to go on to, to sign out there as well. */
  @Post('sign-out')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @UseGuards(PortalGuard)
  async signOut(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @SignedInSession() { user, signedInBy }: PortalSession,
  ) {
    const ended = this.audit.companion(this.answers.entry('SignOut', 204, request, user));
    const idToken = await this.sessions.signOut(this.access.cookieOf(request), ended);
    response.setHeader('Set-Cookie', this.cookie.clear());
    const goOn = signedInBy === 'openid' ? await this.openId?.signOutUrl(user.id, idToken) : undefined;
    if (goOn === undefined) return undefined;
    response.status(200);
    return { goOn };
  }

  @Get('me')
  @UseGuards(PortalGuard)
  @Header('Cache-Control', 'no-store')
  me(@SignedInSession() session: PortalSession) {
    return this.answers.account(session);
  }
}
