import { Controller, Delete, Get, Header, HttpCode, Param, UseFilters, UseGuards } from '@nestjs/common';
import { AuditService } from '#audit';
import type { Actor } from '#files';
import { Problem, ProblemFilter } from '#http-server';
import { Grants } from '#oauth';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { toProblem } from './problems.js';

/** The apps that one has let in. */
@Controller('api/portal/connections')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class ConnectionsController {
  constructor(
    private readonly grants: Grants,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async list(@SignedInActor() { tenantId, userId }: Actor) {
    return { connections: await this.grants.connections(tenantId, userId) };
  }

  @Delete(':clientId')
  @HttpCode(204)
  async disconnect(@SignedInActor() actor: Actor, @Param('clientId') clientId: string): Promise<void> {
    const { tenantId, userId } = actor;
    const entry = { ...actor, operation: 'DisconnectApp', status: 204, detail: { app: clientId } };
    const ended = await this.grants.end({ tenantId, userId, clientId }, this.audit.companion(entry));
    if (ended === 0) throw new Problem(404, 'There is no such app.');
  }
}
