import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FileError, FollowShareLink, type Visitor } from '#files';
import { IdentityError } from '#identity';
import { linkPasswordPage } from './link-password-page.js';
import { LinkPasswords } from './link-passwords.js';
import { MessagePageFilter, sendPage } from './message-page.filter.js';
import { openedPage } from './opened-page.js';
import { PortalAccess } from './portal-access.js';
import { fileId, formBody, languageOf, queryOf } from './request-values.js';
import { sharedFolderPage } from './shared-folder-page.js';

/** What share links lead to, for whoever has one: `/s/<secret>`, and of a folder `/s/<secret>/<file>`. */
@Controller('s/:secret')
@UseFilters(new MessagePageFilter('The link does not open'))
export class SharedController {
  constructor(
    private readonly access: PortalAccess,
    private readonly links: FollowShareLink,
    private readonly passwords: LinkPasswords,
  ) {}

  @Get()
  async open(@Param('secret') secret: string, @Req() request: Request, @Res() response: Response) {
    await orAsk(response, async () => {
      const folder = await this.links.folder(secret, this.passwords.unlockedOf(request));
      if (folder) return sendPage(response, sharedFolderPage(folder, `/s/${secret}`));
      await this.openFile(secret, undefined, request, response);
    });
  }

  /** The answer to the question for the password, asked wherever the link leads. */
  @Post(['', ':id'])
  async unlock(@Param('secret') secret: string, @Req() request: Request, @Res() response: Response) {
    const password = (await formBody(request)).get('password') ?? '';
    try {
      const cookie = await this.passwords.unlock(secret, password, request);
      if (cookie !== undefined) response.setHeader('Set-Cookie', cookie);
      response.redirect(303, request.originalUrl);
    } catch (error) {
      if (!(error instanceof IdentityError) || error.code !== 'wrong_credentials') throw error;
      sendPage(response, linkPasswordPage(403, error.message));
    }
  }

  @Get(':id')
  async openIn(
    @Param('secret') secret: string,
    @Param('id', fileId) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await orAsk(response, () => this.openFile(secret, id, request, response));
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
      unlocked: this.passwords.unlockedOf(request),
    };
  }
}

/** Asks for the link's password where that is what is missing. */
async function orAsk(response: Response, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!(error instanceof FileError) || error.code !== 'password_needed') throw error;
    sendPage(response, linkPasswordPage(401));
  });
}
