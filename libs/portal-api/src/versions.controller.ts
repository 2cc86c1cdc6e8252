import {
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { IsBoolean, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import type { Response } from 'express';
import { type Actor, FileVersions } from '#files';
import { ProblemFilter } from '#http-server';
import { sendDownload } from './download.js';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId, JsonBody, versionNumber } from './request-values.js';

class Marks {
  @ValidateIf((_, label) => label !== undefined && label !== null)
  @IsString({ message: 'The label is not a text.' })
  @MaxLength(200, { message: 'The label is longer than 200 characters.' })
  label?: string | null;

  @IsOptional()
  @IsBoolean({ message: 'pinned must be true or false.' })
  pinned?: boolean;
}

/** What a file was before. */
@Controller('api/portal/files/:id/versions')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class VersionsController {
  constructor(private readonly versions: FileVersions) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return { versions: await this.versions.list(actor, id) };
  }

  @Get(':version/content')
  async content(
    @Param('id', fileId) id: string,
    @Param('version', versionNumber) version: string,
    @SignedInActor() actor: Actor,
    @Res() response: Response,
  ) {
    await sendDownload(response, await this.versions.open(actor, id, version));
  }

  @Post(':version/restore')
  @HttpCode(204)
  async restore(
    @Param('id', fileId) id: string,
    @Param('version', versionNumber) version: string,
    @SignedInActor() actor: Actor,
  ) {
    await this.versions.restore(actor, id, version);
  }

  /** A label, or null for none; a pin. Either keeps the version whatever the policy says. */
  @Patch(':version')
  @HttpCode(204)
  async mark(
    @Param('id', fileId) id: string,
    @Param('version', versionNumber) version: string,
    @SignedInActor() actor: Actor,
    @JsonBody(Marks) marks: Marks,
  ) {
    const { label, pinned } = marks;
    await this.versions.mark(actor, id, version, {
      label: label === undefined ? undefined : label?.trim() || null,
      pinned,
    });
  }
}
