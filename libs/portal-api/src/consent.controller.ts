import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import { Db } from '#database';
import { Problem } from '#http-server';
import type { PortalSession } from '#identity';
import { AuthorizationServer, type PendingRequest } from '#oauth';
import { consentPage } from './consent-page.js';
import { MessagePageFilter, sendPage } from './message-page.filter.js';
import { PortalAccess } from './portal-access.js';
import { formBody } from './request-values.js';
import { redirectToSignIn } from './sign-in-redirect.js';

/** Where a person decides about an app; once, if it can be no other, since it is remembered until she disconnects it. */
@Controller('connect/:uid')
@UseFilters(new MessagePageFilter('The app cannot be let in'))
export class ConsentController {
  constructor(
    private readonly db: Db,
    private readonly access: PortalAccess,
    private readonly server: AuthorizationServer,
    private readonly audit: AuditService,
  ) {}

  @Get()
  async ask(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.access.sessionOf(request, response);
    if (!session) return redirectToSignIn(request, response);
    const { user, csrfToken } = session;
    const pending = await this.pending(request, response);
    if (await this.server.isKnown(user.id, pending)) return this.allow(request, response, session, pending);
    sendPage(response, consentPage({ user, csrfToken, ...pending }));
  }

  @Post()
  async decide(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.access.sessionOf(request, response);
    if (!session) throw new Problem(401, 'Sign in first.');
    const form = await formBody(request);
    this.access.requireOwnForm(session, form.get('csrf'));
    const pending = await this.pending(request, response);
    if (form.get('decision') === 'allow') return this.allow(request, response, session, pending);
    goOn(response, await this.server.deny(request, response));
  }

  /** The app is let in together with the row that says so. */
  private async allow(
    request: Request,
    response: Response,
    { user }: PortalSession,
    { clientId }: PendingRequest,
  ) {
    const actor = this.access.actor(request, user.id);
    const entry = { ...actor, operation: 'ConnectApp', status: 200, detail: { app: clientId } };
    const address = await this.db.transaction(async () => {
      await this.audit.append(entry);
      return this.server.allow(request, response, user.id, clientId);
    });
    goOn(response, address);
  }

  private async pending(request: Request, response: Response): Promise<PendingRequest> {
    const pending = await this.server.pending(request, response);
    if (!pending) throw new Problem(410, 'This request of an app is over. Start again in the app.');
    return pending;
  }
}

function goOn(response: Response, address: string): void {
  response.set('Cache-Control', 'no-store').redirect(303, address);
}
