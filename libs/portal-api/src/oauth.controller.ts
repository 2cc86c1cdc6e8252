import { All, Controller, Inject, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import { AuthorizationServer } from '#oauth';
import { MessagePageFilter } from './message-page.filter.js';
import { PortalAccess } from './portal-access.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { redirectToSignIn } from './sign-in-redirect.js';

/**
 * The authorisation server's own addresses. Whoever is not signed in is sent to do so before anything is kept of his request: thus
 * only people leave rows, and the limits of sign-ins are those of this way, too.
 */
@Controller('oauth')
@UseFilters(new MessagePageFilter('The app cannot be let in'))
export class OAuthController {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly access: PortalAccess,
    private readonly server: AuthorizationServer,
    private readonly audit: AuditService,
  ) {}

  @All('authorize')
  async authorize(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.access.sessionOf(request, response);
    if (session) await this.answer(request, response);
    else redirectToSignIn(request, response);
  }

  /** A code or a refresh token that is used for the second time ends its grant. */
  @All(['authorize/:uid', 'token'])
  answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.server.handle(request, response, this.ending(request, 400, 'replayed'));
  }

  @All('revoke')
  revoke(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.server.handle(request, response, this.ending(request, 200, 'revoked'));
  }

  private ending(request: Request, status: number, reason: 'replayed' | 'revoked') {
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'RevokeGrant', status, remoteAddress: request.ip };
    return this.audit.grantsCompanion({ ...entry, detail: { reason } });
  }
}
