import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { Response } from 'express';
import { type Actor, RecoveredSaves } from '#files';
import { ProblemFilter } from '#http-server';
import { sendDownload } from './download.js';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { JsonBody, recoveredId } from './request-values.js';

class Restoration {
  @IsIn(['version', 'file'], { message: 'It can be restored as a version or as a file.' })
  as: 'version' | 'file';
}

/** What could not be saved, of the files of whoever is signed in. */
@Controller('api/portal/recovered')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class RecoveredController {
  constructor(private readonly saves: RecoveredSaves) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@SignedInActor() actor: Actor) {
    return { recovered: await this.saves.list(actor) };
  }

  @Get(':id/content')
  async content(
    @Param('id', recoveredId) id: string,
    @SignedInActor() actor: Actor,
    @Res() response: Response,
  ) {
    await sendDownload(response, await this.saves.open(actor, id));
  }

  /** Answers the file that has the content now. */
  @Post(':id/restore')
  @HttpCode(200)
  restore(
    @Param('id', recoveredId) id: string,
    @SignedInActor() actor: Actor,
    @JsonBody(Restoration) { as }: Restoration,
  ) {
    return as === 'file' ? this.saves.restoreFile(actor, id) : this.saves.restoreVersion(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  async discard(@Param('id', recoveredId) id: string, @SignedInActor() actor: Actor) {
    await this.saves.discard(actor, id);
  }
}
