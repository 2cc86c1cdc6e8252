import { Controller, Get, Header, Param, UseFilters, UseGuards } from '@nestjs/common';
import { type Actor, FileActivities } from '#files';
import { ProblemFilter } from '#http-server';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId } from './request-values.js';

/** What editors have reported of people's doings. */
@Controller('api/portal')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class ActivitiesController {
  constructor(private readonly activities: FileActivities) {}

  @Get('activities')
  @Header('Cache-Control', 'no-store')
  async own(@SignedInActor() actor: Actor) {
    return { activities: await this.activities.ofPerson(actor) };
  }

  @Get('files/:id/activities')
  @Header('Cache-Control', 'no-store')
  async ofFile(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return { activities: await this.activities.ofFile(actor, id) };
  }
}
