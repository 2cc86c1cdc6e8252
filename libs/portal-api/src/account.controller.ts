import {
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
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
import { PortalCookie, type PortalSession, PortalSessions, type User } from '#identity';
import { PortalAccess } from './portal-access.js';
import { PortalGuard, SignedInSession } from './portal-guard.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { toProblem } from './problems.js';
import { JsonBody } from './request-values.js';

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
    private readonly audit: AuditService,
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
    const signedIn = await this.sessions.signIn(login, password, request.ip ?? '').catch((error: unknown) => {
      this.record('SignIn', toProblem(error)?.status ?? 500, request);
      throw error;
    });
    response.setHeader('Set-Cookie', this.cookie.set(signedIn.cookie));
    this.record('SignIn', 200, request, signedIn.user);
    return this.account(signedIn);
  }

  @Post('sign-out')
  @HttpCode(204)
  @UseGuards(PortalGuard)
  async signOut(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @SignedInSession() { user }: PortalSession,
  ) {
    await this.sessions.signOut(this.access.cookieOf(request));
    response.setHeader('Set-Cookie', this.cookie.clear());
    this.record('SignOut', 204, request, user);
  }

  @Get('me')
  @UseGuards(PortalGuard)
  @Header('Cache-Control', 'no-store')
  me(@SignedInSession() session: PortalSession) {
    return this.account(session);
  }

  private account({ user, csrfToken, signedInBy }: Omit<PortalSession, 'renewedCookie'>) {
    const { id, login, displayName, role } = user;
    const { route, clients, maxFileBytes } = this.options;
    const shown = { id, login, displayName, role };
    return { user: shown, csrfToken, signedInBy, route, clients, maxFileBytes };
  }

  private record(operation: string, status: number, request: Request, user?: User): void {
    const { tenantId } = this.options;
    this.audit.record({ tenantId, operation, status, userId: user?.id, remoteAddress: request.ip });
  }
}
