import { All, Controller, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuthorizationServer } from '#oauth';
import { MessagePageFilter } from './message-page.filter.js';
import { PortalAccess } from './portal-access.js';
import { redirectToSignIn } from './sign-in-redirect.js';

/**
 * The authorisation server's own addresses. Whoever is not signed in is sent to do so before anything is kept of his request: thus
 * only people leave rows, and the limits of sign-ins are those of this way, too.
 */
@Controller('oauth')
@UseFilters(new MessagePageFilter('The app cannot be let in'))
export class OAuthController {
  constructor(
    private readonly access: PortalAccess,
    private readonly server: AuthorizationServer,
  ) {}

  @All('authorize')
  async authorize(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.access.sessionOf(request, response);
    if (session) await this.server.handle(request, response);
    else redirectToSignIn(request, response);
  }

  @All(['authorize/:uid', 'token', 'revoke'])
  other(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.server.handle(request, response);
  }
}
