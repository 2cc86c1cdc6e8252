import { Controller, Get, Inject, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import { OpenIdSignIn, PortalCookie, type SignInAudit, type User } from '#identity';
import { MessagePageFilter } from './message-page.filter.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { toProblem } from './problems.js';
import { queryOf } from './request-values.js';

/** The way to the OpenID provider and back. */
@Controller('sign-in/openid')
@UseFilters(new MessagePageFilter('You are not signed in'))
export class OpenIdController {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly signIn: OpenIdSignIn,
    private readonly cookie: PortalCookie,
    private readonly audit: AuditService,
  ) {}

  @Get()
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { url, cookie } = await this.signIn.begin(queryOf(request).get('next') ?? '/');
    response.setHeader('Set-Cookie', cookie);
    goOn(response, url);
  }

  @Get('callback')
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.setHeader('Set-Cookie', this.signIn.forget());
    const signedIn = await this.signIn
      .finish(queryOf(request), request.headers.cookie, this.changes(request))
      .catch((error: unknown) => {
        this.audit.record(this.entry('SignIn', toProblem(error)?.status ?? 500, request));
        throw error;
      });
    response.setHeader('Set-Cookie', [this.signIn.forget(), this.cookie.set(signedIn.cookie)]);
    goOn(response, signedIn.next);
  }

  private changes(request: Request): SignInAudit {
    return {
      addedBy: this.audit.makingCompanion('user', this.entry('AddUser', 201, request)),
      begunBy: (user) => this.audit.companion(this.entry('SignIn', 200, request, user)),
      movedBy: (userId) => this.audit.companion({ ...this.entry('ChangeGroups', 200, request), userId }),
    };
  }

  private entry(operation: string, status: number, request: Request, user?: User) {
    const { tenantId } = this.options;
    const { ip: remoteAddress } = request;
    return { tenantId, operation, status, userId: user?.id, remoteAddress, detail: { by: 'openid' } };
  }
}

function goOn(response: Response, address: string): void {
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, address);
}
