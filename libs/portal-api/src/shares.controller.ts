import { Controller, Delete, Get, Header, HttpCode, Param, Put, UseFilters, UseGuards } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { type Actor, type Right, RIGHTS, Shares } from '#files';
import { ProblemFilter } from '#http-server';
import { Directory } from '#identity';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId, folderId, granteeId, JsonBody, QueryValues } from './request-values.js';

class ShareChange {
  @IsIn(RIGHTS, { message: 'The right must be view, comment, edit or manage.' })
  rights: Right;
}

/** Who shares what with whom. */
@Controller('api/portal')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class SharesController {
  constructor(
    private readonly shares: Shares,
    private readonly directory: Directory,
  ) {}

  /** People and groups whose name or login begins so. */
  @Get('directory')
  @Header('Cache-Control', 'no-store')
  async find(@QueryValues() query: URLSearchParams) {
    return { found: await this.directory.find(query.get('search') ?? '') };
  }

  @Get('shared-with-me')
  @Header('Cache-Control', 'no-store')
  withMe(@SignedInActor() actor: Actor) {
    return this.shares.withMe(actor);
  }

  @Get('files/:id/shares')
  @Header('Cache-Control', 'no-store')
  ofFile(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return this.shares.list(actor, { kind: 'file', id });
  }

  @Put('files/:id/shares/:grantee')
  @HttpCode(204)
  async shareFile(
    @Param('id', fileId) id: string,
    @Param('grantee', granteeId) grantee: string,
    @SignedInActor() actor: Actor,
    @JsonBody(ShareChange) { rights }: ShareChange,
  ) {
    await this.shares.set(actor, { resource: { kind: 'file', id }, granteeId: grantee, rights });
  }

  @Delete('files/:id/shares/:grantee')
  @HttpCode(204)
  async unshareFile(
    @Param('id', fileId) id: string,
    @Param('grantee', granteeId) grantee: string,
    @SignedInActor() actor: Actor,
  ) {
    await this.shares.remove(actor, { kind: 'file', id }, grantee);
  }

  @Get('folders/:id/shares')
  @Header('Cache-Control', 'no-store')
  ofFolder(@Param('id', folderId) id: string, @SignedInActor() actor: Actor) {
    return this.shares.list(actor, { kind: 'container', id });
  }

  @Put('folders/:id/shares/:grantee')
  @HttpCode(204)
  async shareFolder(
    @Param('id', folderId) id: string,
    @Param('grantee', granteeId) grantee: string,
    @SignedInActor() actor: Actor,
    @JsonBody(ShareChange) { rights }: ShareChange,
  ) {
    await this.shares.set(actor, { resource: { kind: 'container', id }, granteeId: grantee, rights });
  }

  @Delete('folders/:id/shares/:grantee')
  @HttpCode(204)
  async unshareFolder(
    @Param('id', folderId) id: string,
    @Param('grantee', granteeId) grantee: string,
    @SignedInActor() actor: Actor,
  ) {
    await this.shares.remove(actor, { kind: 'container', id }, grantee);
  }
}
