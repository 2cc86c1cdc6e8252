import {
  Body,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { AuditService } from '#audit';
import { type ProvisionedUser, ProvisioningService } from '#identity';
import { AttributeSelection } from './attribute-selection.js';
import { conditionsOf, flagIn, listAnswer, listQueryOf, textIn } from './list-query.js';
import { Locations, requireTag } from './locations.js';
import { assignmentsOf } from './patch-request.js';
import { ScimAnswer, ScimController } from './scim-controller.js';
import { SCIM_OPTIONS, type ScimOptions } from './scim-options.js';
import { PrincipalId } from './scim.guard.js';
import { patchedUser } from './user-patch.js';
import { userResource, userStateOf } from './user-resource.js';

const FILTERS = {
  id: 'id',
  username: 'login',
  externalid: 'externalId',
  'emails.value': 'email',
  active: 'active',
} as const;

/** Accounts. */
@ScimController('Users')
export class UsersController {
  constructor(
    @Inject(SCIM_OPTIONS) private readonly options: ScimOptions,
    private readonly users: ProvisioningService,
    private readonly locations: Locations,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @ScimAnswer()
  async list(@Query() query: unknown) {
    const { slice, filter } = listQueryOf(query);
    const selection = AttributeSelection.of(query);
    const { id, login, externalId, email, active } = conditionsOf(filter, FILTERS);
    const texts = {
      id: textIn(id),
      login: textIn(login),
      externalId: textIn(externalId),
      email: textIn(email),
    };
    const found = await this.users.list({ ...texts, active: flagIn(active) }, slice);
    return listAnswer(
      found.rows.map((user) => selection.from(this.shown(user))),
      found,
      slice,
    );
  }

  @Get(':id')
  @ScimAnswer()
  async show(
    @Param('id') id: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const selection = AttributeSelection.of(query);
    return this.answer(response, await this.users.get(id), selection);
  }

  @Post()
  @HttpCode(201)
  @ScimAnswer()
  async add(
    @PrincipalId() principalId: string,
    @Body() body: unknown,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const selection = AttributeSelection.of(query);
    const state = userStateOf(body);
    const entry = this.entry('AddUser', 201, principalId, { disabled: !state.active });
    const companion = this.audit.makingCompanion('user', entry);
    const user = await this.users.add(state, companion);
    response.setHeader('Location', this.locations.of('User', user.id));
    return this.answer(response, user, selection);
  }

  @Put(':id')
  @ScimAnswer()
  async replace(
    @PrincipalId() principalId: string,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const selection = AttributeSelection.of(query);
    const state = userStateOf(body);
    const next = (user: ProvisionedUser) => {
      requireTag(ifMatch, userResource(user));
      return state;
    };
    const companion = this.companion('ChangeUser', 200, principalId, { disabled: !state.active }, id);
    return this.answer(response, await this.users.change(id, next, companion), selection);
  }

  @Patch(':id')
  @ScimAnswer()
  async change(
    @PrincipalId() principalId: string,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const selection = AttributeSelection.of(query);
    const assignments = assignmentsOf(body);
    const next = (user: ProvisionedUser) => {
      requireTag(ifMatch, userResource(user));
      return patchedUser(user, assignments);
    };
    const attributes = [
      ...new Set(assignments.map(({ path }) => path.replace(/[^a-z.].*$/, '').slice(0, 50))),
    ];
    const companion = this.companion('ChangeUser', 200, principalId, { attributes }, id);
    return this.answer(response, await this.users.change(id, next, companion), selection);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @PrincipalId() principalId: string,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    const requireState = (user: ProvisionedUser) => requireTag(ifMatch, userResource(user));
    await this.users.remove(id, requireState, this.companion('RemoveUser', 204, principalId, {}, id));
  }

  private shown(user: ProvisionedUser) {
    return this.locations.withMeta(userResource(user), 'User', { created: user.createdAt });
  }

  private answer(response: Response, user: ProvisionedUser, selection: AttributeSelection) {
    const shown = this.shown(user);
    response.setHeader('ETag', shown.meta.version);
    return selection.from(shown);
  }

  private companion(
    operation: string,
    status: number,
    principalId: string,
    detail: Readonly<Record<string, unknown>>,
    userId: string,
  ) {
    const person = /^[0-9a-f-]{36}$/i.test(userId) ? userId : undefined;
    return this.audit.companion({ ...this.entry(operation, status, principalId, detail), userId: person });
  }

  private entry(operation: string, status: number, principalId: string, detail: object) {
    return {
      tenantId: this.options.tenantId,
      operation,
      status,
      principalId,
      detail: { by: 'scim', ...detail },
    };
  }
}
