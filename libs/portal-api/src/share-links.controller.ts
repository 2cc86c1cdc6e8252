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
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { type Actor, ShareLinks } from '#files';
import { PasswordGuard } from '#identity';
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

  @IsOptional()
  @IsString({ message: 'The password is not a text.' })
  @Length(8, 200, { message: 'The password of a link has 8 to 200 characters.' })
  password?: string;
}

/** The links that share what somebody owns. The address of a link is answered once, when it is made. */
@Controller('api/portal')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class ShareLinksController {
  constructor(
    private readonly links: ShareLinks,
    private readonly guard: PasswordGuard,
  ) {}

  @Get('files/:id/links')
  @Header('Cache-Control', 'no-store')
  async ofFile(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return { links: await this.links.list(actor, { kind: 'file', id }) };
  }

  @Post('files/:id/links')
  @Header('Cache-Control', 'no-store')
  async createForFile(
    @Param('id', fileId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(NewLink) link: NewLink,
  ) {
    return this.links.create(actor, { kind: 'file', id }, await this.wishOf(link));
  }

  @Get('folders/:id/links')
  @Header('Cache-Control', 'no-store')
  async ofFolder(@Param('id', folderId) id: string, @SignedInActor() actor: Actor) {
    return { links: await this.links.list(actor, { kind: 'container', id }) };
  }

  @Post('folders/:id/links')
  @Header('Cache-Control', 'no-store')
  async createForFolder(
    @Param('id', folderId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(NewLink) link: NewLink,
  ) {
    return this.links.create(actor, { kind: 'container', id }, await this.wishOf(link));
  }

  @Delete('links/:link')
  @HttpCode(204)
  async revoke(@Param('link', linkId) link: string, @SignedInActor() actor: Actor) {
    await this.links.revoke(actor, link);
  }

  private async wishOf({ rights, days, password }: NewLink) {
    const passwordHash = password === undefined ? undefined : await this.guard.hash(password);
    return { rights, days, passwordHash };
  }
}
