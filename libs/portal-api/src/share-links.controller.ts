import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { type Actor, ShareLinks } from '#files';
import { ProblemFilter } from '#http-server';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId, folderId, JsonBody, linkId } from './request-values.js';

class NewLink {
  @IsIn(['view', 'edit'], { message: 'The link must be for view or edit.' })
  rights: 'view' | 'edit';

  @IsOptional()
  @IsInt({ message: 'The days are not a whole number.' })
  @Min(1, { message: 'A link lives one day at least.' })
  @Max(365, { message: 'A link lives 365 days at most.' })
  days?: number;
}

/** The links that share what somebody owns. The address of a link is answered once, when it is made. */
@Controller('api/portal')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class ShareLinksController {
  constructor(private readonly links: ShareLinks) {}

  @Get('files/:id/links')
  @Header('Cache-Control', 'no-store')
  async ofFile(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return { links: await this.links.list(actor, { kind: 'file', id }) };
  }

  @Post('files/:id/links')
  @Header('Cache-Control', 'no-store')
  createForFile(
    @Param('id', fileId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(NewLink) { rights, days }: NewLink,
  ) {
    return this.links.create(actor, { kind: 'file', id }, rights, days);
  }

  @Get('folders/:id/links')
  @Header('Cache-Control', 'no-store')
  async ofFolder(@Param('id', folderId) id: string, @SignedInActor() actor: Actor) {
    return { links: await this.links.list(actor, { kind: 'container', id }) };
  }

  @Post('folders/:id/links')
  @Header('Cache-Control', 'no-store')
  createForFolder(
    @Param('id', folderId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(NewLink) { rights, days }: NewLink,
  ) {
    return this.links.create(actor, { kind: 'container', id }, rights, days);
  }

  @Delete('links/:link')
  @HttpCode(204)
  async revoke(@Param('link', linkId) link: string, @SignedInActor() actor: Actor) {
    await this.links.revoke(actor, link);
  }
}
