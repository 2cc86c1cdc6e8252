import { Controller, Get, Header, HttpCode, Param, Post, UseFilters, UseGuards } from '@nestjs/common';
import { type Actor, DeletedFiles } from '#files';
import { ProblemFilter } from '#http-server';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId } from './request-values.js';

/** The deleted files of whoever is signed in. */
@Controller('api/portal/deleted')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class DeletedController {
  constructor(private readonly deleted: DeletedFiles) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@SignedInActor() actor: Actor) {
    return { deleted: await this.deleted.list(actor) };
  }

  /** Answers the file as it is there again. */
  @Post(':id/restore')
  @HttpCode(200)
  restore(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return this.deleted.restore(actor, id);
  }
}
