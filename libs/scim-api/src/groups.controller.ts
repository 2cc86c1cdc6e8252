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
import type { Companion } from '#database';
import { type Group, type GroupChange, GroupsService, IdentityError, type MembersChange } from '#identity';
import { AttributeSelection } from './attribute-selection.js';
import { GroupPatchReader } from './group-patch.js';
import { groupResource, groupStateOf } from './group-resource.js';
import { conditionsOf, listAnswer, listQueryOf, textIn } from './list-query.js';
import { Locations, requireTag } from './locations.js';
import { assignmentsOf } from './patch-request.js';
import { ScimAnswer, ScimController } from './scim-controller.js';
import { ScimError } from './scim-error.js';
import { SCIM_OPTIONS, type ScimOptions } from './scim-options.js';
import { PrincipalId } from './scim.guard.js';

const FILTERS = {
  id: 'id',
  displayname: 'name',
  externalid: 'externalId',
  members: 'member',
  'members.value': 'member',
} as const;

/** Groups. Their roles are not a directory's to give: see /admin/v1/groups. */
@ScimController('Groups')
export class GroupsController {
  constructor(
    @Inject(SCIM_OPTIONS) private readonly options: ScimOptions,
    private readonly groups: GroupsService,
    private readonly locations: Locations,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @ScimAnswer()
  async list(@Query() query: unknown) {
    const { slice, filter } = listQueryOf(query);
    const selection = AttributeSelection.of(query);
    const { id, name, externalId, member } = conditionsOf(filter, FILTERS);
    const texts = {
      id: textIn(id),
      name: textIn(name),
      externalId: textIn(externalId),
      member: textIn(member),
    };
    const found = await this.groups.list(texts, slice);
    const shown = await Promise.all(
      found.rows.map(async (group) => selection.from(await this.shown(group, selection))),
    );
    return listAnswer(shown, found, slice);
  }

  @Get(':id')
  @ScimAnswer()
  async show(
    @Param('id') id: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const selection = AttributeSelection.of(query);
    return this.answer(response, await this.groups.get(id), selection);
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
    const { members, ...state } = groupStateOf(body);
    const companion = this.audit.makingCompanion('group', this.entry('AddGroup', 201, principalId));
    const group = await this.groups.together(async () => {
      const { id } = await this.groups.add(state, companion);
      return this.changeMembers(id, { only: members });
    });
    response.setHeader('Location', this.locations.of('Group', group.id));
    return this.answer(response, group, selection);
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
    const { members, name, externalId } = groupStateOf(body);
    const group = { name, externalId: externalId ?? null };
    const revised = await this.revise(principalId, id, ifMatch, { group, members: { only: members } });
    return this.answer(response, revised, selection);
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
    const patch = GroupPatchReader.read(assignmentsOf(body));
    return this.answer(response, await this.revise(principalId, id, ifMatch, patch), selection);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @PrincipalId() principalId: string,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.groups.together(async () => {
      await this.requireTag(ifMatch, id);
      await this.groups.remove(id, () => undefined, this.companion('RemoveGroup', 204, principalId, id));
    });
  }

  private revise(
    principalId: string,
    id: string,
    ifMatch: string | undefined,
    { group, members }: { readonly group: GroupChange; readonly members: MembersChange },
  ): Promise<Group> {
    return this.groups.together(async () => {
      await this.requireTag(ifMatch, id);
      if (Object.keys(group).length > 0)
        await this.groups.change(
          id,
          group,
          () => undefined,
          this.companion('ChangeGroup', 200, principalId, id),
        );
      const companion = this.companion('ChangeGroupMembers', 200, principalId, id);
      return this.changeMembers(id, members, companion);
    });
  }

  /** @throws ScimError for a member who is nobody: only a missing group is answered 404 */
  private async changeMembers(id: string, members: MembersChange, companion?: Companion): Promise<Group> {
    try {
      return await this.groups.changeMembers(id, members, () => undefined, companion);
    } catch (error) {
      if (!(error instanceof IdentityError && error.code === 'unknown_user')) throw error;
      throw new ScimError(400, 'invalidValue', 'A member is no account.');
    }
  }

  /** Groups stay as they are until the transaction that this is called in ends. */
  private async requireTag(ifMatch: string | undefined, id: string): Promise<void> {
    if (ifMatch !== undefined) requireTag(ifMatch, await this.body(await this.groups.get(id), true));
  }

  private async body(group: Group, withMembers: boolean) {
    return groupResource(group, withMembers ? await this.groups.members(group.id) : undefined);
  }

  /** A tag is of the members, too, which may be very many: there is none where they are not asked for. */
  private async shown(group: Group, selection: AttributeSelection) {
    const moments = { created: group.createdAt, lastModified: group.changedAt };
    const withMembers = selection.wants('members');
    const { meta, ...body } = this.locations.withMeta(await this.body(group, withMembers), 'Group', moments);
    const { version, ...untagged } = meta;
    return { ...body, meta: { ...untagged, ...(withMembers && { version }) } };
  }

  private async answer(response: Response, group: Group, selection: AttributeSelection) {
    const shown = await this.shown(group, selection);
    if (shown.meta.version !== undefined) response.setHeader('ETag', shown.meta.version);
    return selection.from(shown);
  }

  private companion(operation: string, status: number, principalId: string, group: string) {
    return this.audit.companion(this.entry(operation, status, principalId, group));
  }

  private entry(operation: string, status: number, principalId: string, group?: string) {
    const { tenantId } = this.options;
    return { tenantId, operation, status, principalId, detail: { by: 'scim', group } };
  }
}
