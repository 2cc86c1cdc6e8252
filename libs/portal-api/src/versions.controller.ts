import { Controller, Get, Header, HttpCode, Param, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, PortalFiles } from '#files';
import { ProblemFilter } from '#http-server';
import { sendDownload } from './download.js';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId, versionNumber } from './request-values.js';

/** What a file was before. */
@Controller('api/portal/files/:id/versions')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class VersionsController {
  constructor(private readonly files: PortalFiles) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return { versions: await this.files.versions(actor, id) };
  }

  @Get(':version/content')
  async content(
    @Param('id', fileId) id: string,
    @Param('version', versionNumber) version: string,
    @SignedInActor() actor: Actor,
    @Res() response: Response,
  ) {
    await sendDownload(response, await this.files.openVersion(actor, id, version));
  }

  @Post(':version/restore')
  @HttpCode(204)
  async restore(
    @Param('id', fileId) id: string,
    @Param('version', versionNumber) version: string,
    @SignedInActor() actor: Actor,
  ) {
    await this.files.restore(actor, id, version);
  }
}
