import * as path from 'node:path';
import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type OpenedSession, OpenSession } from '#files';
import { Problem } from '#http-server';
import { hostPage, type HostPage, withClientParameters } from './host-page.js';
import { MessagePageFilter, sendPage } from './message-page.filter.js';
import { messagePage, type Page } from './page.js';
import { PortalAccess } from './portal-access.js';
import { fileId, queryOf } from './request-values.js';
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
    const editUrl = opened.action === 'view' ? addressWithAction(request, 'edit') : undefined;
    sendPage(response, pageOf(opened, request, { closeUrl: '/', editUrl }));
  }

  @Get('launch/:ticket')
  async launch(@Param('ticket') ticket: string, @Req() request: Request, @Res() response: Response) {
    const opened = await this.sessions.launch(ticket, languageOf(request));
    sendPage(response, pageOf(opened, request));
  }
}

function pageOf(
  opened: OpenedSession,
  request: Request,
  links: Pick<HostPage, 'closeUrl' | 'editUrl'> = {},
): Page {
  if (opened.actionUrl === undefined) return noEditor(opened, request, links.closeUrl);
  const actionUrl = withClientParameters(opened.actionUrl, queryOf(request));
  return hostPage({ ...opened, ...links, actionUrl });
}

function noEditor({ fileName, action }: OpenedSession, request: Request, closeUrl: string | undefined): Page {
  const type = path.extname(fileName);
  const files = type === '' ? 'files without an extension' : `files of the type ${type}`;
  const message = {
    title: fileName,
    sentence:
      action === 'edit' ? `No editor is configured for ${files}.` : `No viewer is configured for ${files}.`,
  };
  if (closeUrl === undefined) return messagePage(422, message);
  const view = { href: addressWithAction(request, 'view'), text: 'Try to view it' };
  const back = { href: closeUrl, text: 'Go to the files' };
  return messagePage(422, message, action === 'edit' ? [view, back] : [back]);
}

function readWish(query: URLSearchParams) {
  const action = query.get('action') ?? 'edit';
  if (action !== 'edit' && action !== 'view')
    throw new Problem(400, 'The address asks for neither view nor edit.');
  const client = query.get('client') || undefined;
  return { action, client, direct: query.get('direct') === '1' } as const;
}

function addressWithAction(request: Request, action: 'view' | 'edit'): string {
  const address = new URL(request.originalUrl, 'http://portal.invalid');
  address.searchParams.set('action', action);
  return address.pathname + address.search;
}

/** What the reader's browser prefers, if that is a language's name. */
function languageOf(request: Request): string | undefined {
  const [preferred] = request.acceptsLanguages();
  return preferred && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(preferred) ? preferred : undefined;
}
