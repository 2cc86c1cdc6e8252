import { Controller, Get, Header, Inject, Post, UseFilters, UseGuards } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { ApiKeys, type Role, ROLE_NAMES } from '#access';
import { AuditService } from '#audit';
import type { Actor } from '#files';
import { ProblemFilter } from '#http-server';
import { GroupsService } from '#identity';
import { PortalGuard, SignedInActor } from './portal-guard.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { toProblem } from './problems.js';
import { JsonBody } from './request-values.js';

class AdminKeyWish {
  @IsIn(ROLE_NAMES, { message: `The role must be one of ${ROLE_NAMES.join(', ')}.` })
  role: Role;
}

/** How people whose groups give them a role come to the admin API: by a key for the day, from the portal. */
@Controller('api/portal/admin-keys')
@UseGuards(PortalGuard)
@UseFilters(new ProblemFilter(toProblem))
export class AdminKeysController {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly groups: GroupsService,
    private readonly keys: ApiKeys,
    private readonly audit: AuditService,
  ) {}

  @Get('roles')
  @Header('Cache-Control', 'no-store')
  async roles(@SignedInActor() { userId }: Actor) {
    const roles = await this.groups.rolesOf(userId);
    return { roles: roles.filter((role) => role !== 'administrator') };
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  async add(@SignedInActor() actor: Actor, @JsonBody(AdminKeyWish) { role }: AdminKeyWish) {
    const entry = { ...actor, operation: 'AddApiKey', status: 201, detail: { role } };
    const { tenantId } = this.options;
    const made = await this.keys.addByGroups(
      { tenantId, userId: actor.userId, role },
      this.audit.makingCompanion('key', entry),
    );
    return { key: made.key, role, expiresAt: made.expiresAt };
  }
}
