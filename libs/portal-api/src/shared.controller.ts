import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FollowShareLink, type Visitor } from '#files';
import { MessagePageFilter, sendPage } from './message-page.filter.js';
import { openedPage } from './opened-page.js';
import { PortalAccess } from './portal-access.js';
import { fileId, languageOf, queryOf } from './request-values.js';
import { sharedFolderPage } from './shared-folder-page.js';

/** What share links lead to, for whoever has one: `/s/<secret>`, and of a folder `/s/<secret>/<file>`. */
@Controller('s/:secret')
@UseFilters(new MessagePageFilter('The link does not open'))
export class SharedController {
  constructor(
    private readonly access: PortalAccess,
    private readonly links: FollowShareLink,
  ) {}

  @Get()
  async open(@Param('secret') secret: string, @Req() request: Request, @Res() response: Response) {
    const folder = await this.links.folder(secret);
    if (folder) return sendPage(response, sharedFolderPage(folder, `/s/${secret}`));
    await this.openFile(secret, undefined, request, response);
  }

  @Get(':id')
  async openIn(
    @Param('secret') secret: string,
    @Param('id', fileId) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.openFile(secret, id, request, response);
  }

  private async openFile(secret: string, id: string | undefined, request: Request, response: Response) {
    const visitor = await this.visitorOf(request, response);
    const wish = queryOf(request).get('action') === 'view' ? 'view' : undefined;
    const opened = await this.links.open(secret, visitor, wish, id);
    sendPage(response, openedPage(opened, request));
  }

  private async visitorOf(request: Request, response: Response): Promise<Visitor> {
    const portalSession = await this.access.sessionOf(request, response);
    return {
      userId: portalSession?.user.id,
      remoteAddress: request.ip,
      language: languageOf(request),
    };
  }
}
