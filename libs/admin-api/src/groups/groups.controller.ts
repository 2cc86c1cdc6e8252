import { Body, Delete, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { type Group, GroupsService } from '#identity';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint, wholly } from '../endpoint/endpoint.js';
import { IfMatch, requireMatch } from '../endpoint/entity-tag.js';
import { IdParam } from '../endpoint/forms.js';
import { pageForm } from '../endpoint/paging.js';
import { GROUPS } from '../persistence/groups.sql.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { GroupChangeForm, GroupForm, GroupsQuery, ListedGroup, NewGroupForm } from './group-forms.js';
import { requireMayGive } from './may-give.js';

/** Groups of people. */
@AdminController('groups')
export class GroupsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly groups: GroupsService,
    private readonly pages: PagesRepository,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Endpoint({ summary: 'Groups by name', needs: 'users.read', answer: pageForm('groups', ListedGroup) })
  async list(@Query({ schema: GroupsQuery }) { name, member, ...page }: GroupsQuery) {
    const { rows, next } = await this.pages.read(GROUPS, [this.options.tenantId, name, member], page);
    return { groups: rows, next };
  }

  @Post()
  @Endpoint({
    summary: 'Add a group, without members',
    needs: 'users.manage',
    answer: GroupForm,
    refusals: [409],
  })
  add(@Body({ schema: NewGroupForm }) body: NewGroupForm) {
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'AddGroup', status: 201 };
    return this.groups.add(body, this.audit.makingCompanion('group', entry));
  }

  @Get(':id')
  @Endpoint({ summary: 'A group', needs: 'users.read', answer: GroupForm, tag: wholly })
  show(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.groups.get(id);
  }

  @Patch(':id')
  @Endpoint({
    summary:
      'Rename a group or say what the OpenID provider calls it; one with roles needs `roles.manage` too',
    needs: 'users.manage',
    answer: GroupForm,
    tag: wholly,
    refusals: [409],
  })
  change(
    @Caller() caller: Principal,
    @Param({ schema: IdParam }) { id }: IdParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: GroupChangeForm }) body: GroupChangeForm,
  ) {
    const require = (group: Group) => {
      requireMatch(ifMatch, group);
      requireMayGive(caller, group.roles, this.options.tenantId);
    };
    return this.groups.change(id, body, require, this.companion('ChangeGroup', 200, id));
  }

  @Delete(':id')
  @Endpoint({
    summary: 'Remove a group: its members lose what they have by it, at once',
    needs: 'users.manage',
    status: 204,
    refusals: [404],
  })
  async remove(@Caller() caller: Principal, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    const require = ({ roles }: Group) => requireMayGive(caller, roles, this.options.tenantId);
    await this.groups.remove(id, require, this.companion('RemoveGroup', 204, id));
  }

  private companion(operation: string, status: number, group: string) {
    const { tenantId } = this.options;
    return this.audit.companion({ tenantId, operation, status, detail: { group } });
  }
}
