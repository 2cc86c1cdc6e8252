import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenSession } from '#files';
import { Problem } from '#http-server';
import { MessagePageFilter, sendPage } from './message-page.filter.js';
import { addressWithAction, openedPage } from './opened-page.js';
import { PortalAccess } from './portal-access.js';
import { fileId, languageOf, queryOf } from './request-values.js';
import { redirectToSignIn } from './sign-in-redirect.js';

/** The host page, for whoever is signed in and for whom an application has opened a session. */
@Controller()
@UseFilters(new MessagePageFilter('The document cannot be opened'))
export class OpenController {
  constructor(
    private readonly access: PortalAccess,
    private readonly sessions: OpenSession,
  ) {}

  @Get('open/:id')
  async open(@Param('id', fileId) id: string, @Req() request: Request, @Res() response: Response) {
    const portalSession = await this.access.sessionOf(request, response);
    if (!portalSession) return redirectToSignIn(request, response);
    const wish = { fileId: id, language: languageOf(request), ...readWish(queryOf(request)) };
    const opened = await this.sessions.open(this.access.actor(request, portalSession.user.id), wish);
    const editUrl =
      opened.action === 'view' && opened.mayEdit ? addressWithAction(request, 'edit') : undefined;
    sendPage(response, openedPage(opened, request, { closeUrl: '/', editUrl }));
  }

  @Get('launch/:ticket')
  async launch(@Param('ticket') ticket: string, @Req() request: Request, @Res() response: Response) {
    const opened = await this.sessions.launch(ticket, languageOf(request));
    sendPage(response, openedPage(opened, request));
  }
}

function readWish(query: URLSearchParams) {
  const action = query.get('action') ?? 'edit';
  if (action !== 'edit' && action !== 'view')
    throw new Problem(400, 'The address asks for neither view nor edit.');
  const client = query.get('client') || undefined;
  return { action, client, direct: query.get('direct') === '1' } as const;
}
