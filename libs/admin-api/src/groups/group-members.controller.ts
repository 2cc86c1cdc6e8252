import { Delete, Get, Inject, Param, Put, Query } from '@nestjs/common';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { type Group, GroupsService, type MembersChange } from '#identity';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AdminController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { IdParam } from '../endpoint/forms.js';
import { pageForm } from '../endpoint/paging.js';
import { GROUP_MEMBERS } from '../persistence/groups.sql.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { GroupForm, MemberForm, MemberParams, MembersQuery, RoleParams } from './group-forms.js';
import { requireMayGive } from './may-give.js';

/** Who is in a group, and what its members may be by it. */
@AdminController('groups/:id')
export class GroupMembersController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly groups: GroupsService,
    private readonly pages: PagesRepository,
    private readonly audit: AuditService,
  ) {}

  @Get('members')
  @Endpoint({
    summary: 'Members of a group by login',
    needs: 'users.read',
    answer: pageForm('members', MemberForm),
    refusals: [404],
  })
  async list(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: MembersQuery }) page: MembersQuery,
  ) {
    await this.groups.get(id);
    const { rows, next } = await this.pages.read(GROUP_MEMBERS, [this.options.tenantId, id], page);
    return { members: rows, next };
  }

  @Put('members/:user')
  @Endpoint({
    summary: 'Make a person a member, with the roles of the group; one with roles needs `roles.manage` too',
    needs: 'users.manage',
    answer: GroupForm,
    refusals: [404],
  })
  add(@Caller() caller: Principal, @Param({ schema: MemberParams }) { id, user }: MemberParams) {
    return this.changeMembers(caller, id, user, { add: [user] });
  }

  @Delete('members/:user')
  @Endpoint({
    summary: 'Take a person out of a group: whoever loses a role is signed out',
    needs: 'users.manage',
    answer: GroupForm,
    refusals: [404],
  })
  remove(@Caller() caller: Principal, @Param({ schema: MemberParams }) { id, user }: MemberParams) {
    return this.changeMembers(caller, id, user, { remove: [user] });
  }

  @Put('roles/:role')
  @Endpoint({
    summary: 'Give all members of a group a role; not one that can do more than the key',
    needs: 'roles.manage',
    answer: GroupForm,
    refusals: [404],
  })
  addRole(@Caller() caller: Principal, @Param({ schema: RoleParams }) { id, role }: RoleParams) {
    requireMayGive(caller, [role], this.options.tenantId);
    return this.groups.addRole(id, role, this.companion('AddGroupRole', { group: id, role }));
  }

  @Delete('roles/:role')
  @Endpoint({
    summary: 'Take a role from a group: whoever loses it is signed out',
    needs: 'roles.manage',
    answer: GroupForm,
    refusals: [404],
  })
  removeRole(@Caller() caller: Principal, @Param({ schema: RoleParams }) { id, role }: RoleParams) {
    requireMayGive(caller, [role], this.options.tenantId);
    return this.groups.removeRole(id, role, this.companion('RemoveGroupRole', { group: id, role }));
  }

  private changeMembers(caller: Principal, id: string, userId: string, change: MembersChange) {
    const require = ({ roles }: Group) => requireMayGive(caller, roles, this.options.tenantId);
    const operation = change.add ? 'AddGroupMember' : 'RemoveGroupMember';
    return this.groups.changeMembers(id, change, require, this.companion(operation, { group: id }, userId));
  }

  private companion(operation: string, detail: Readonly<Record<string, string>>, userId?: string) {
    return this.audit.companion({ tenantId: this.options.tenantId, operation, status: 200, userId, detail });
  }
}
