import { Controller, Get, Header, Param, Put, UseFilters, UseGuards } from '@nestjs/common';
import { IsBoolean } from 'class-validator';
import { type Actor, SecureViews } from '#files';
import { ProblemFilter } from '#http-server';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';
import { fileId, JsonBody } from './request-values.js';

class Turn {
  @IsBoolean({ message: 'Say whether it is to be on.' })
  on: boolean;
}

/** Whether those who may only look at a file are kept from taking it away: for who manages the file. */
@Controller('api/portal/files/:id/secure-view')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class SecureViewController {
  constructor(private readonly views: SecureViews) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  show(@Param('id', fileId) id: string, @SignedInActor() actor: Actor) {
    return this.views.switchOf(actor, id);
  }

  @Put()
  turn(@Param('id', fileId) id: string, @SignedInActor() actor: Actor, @JsonBody(Turn) { on }: Turn) {
    return this.views.turn(actor, id, on);
  }
}
