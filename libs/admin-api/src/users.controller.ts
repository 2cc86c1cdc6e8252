import { Body, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { UsersService } from '#identity';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint, wholly } from './endpoint/endpoint.js';
import { IfMatch, requireMatch } from './endpoint/entity-tag.js';
import { IdParam, moment } from './endpoint/forms.js';
import { requirePermission } from './endpoint/require-permission.js';
import { filterFlag, filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { NewUserForm, portalRole } from './new-user-form.js';
import { USERS } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const UserForm = z.object({
  id: z.guid(),
  login: z.string(),
  displayName: z.string(),
  role: portalRole.meta({ description: 'An administrator of the portal sees the files of everyone' }),
  disabled: z.boolean(),
});

const ListedUser = UserForm.extend({
  secondFactor: z.boolean().meta({ description: 'Whether one is set up' }),
  createdAt: moment,
});

const UsersQuery = z.strictObject({
  ...pageMembers(ListedUser, ['login', 'displayName', 'createdAt']),
  name: filterText.meta({ description: 'Part of the login or the name' }),
  role: portalRole.optional(),
  disabled: filterFlag,
  secondFactor: filterFlag,
});
type UsersQuery = z.output<typeof UsersQuery>;

const UserChangeForm = z.strictObject({
  displayName: z.string().max(200).optional(),
  role: portalRole.optional(),
  disabled: z.boolean().optional().meta({ description: 'Signs the person out everywhere' }),
});
type UserChangeForm = z.output<typeof UserChangeForm>;

/** The people of this installation. */
@AdminController('users')
export class UsersController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly users: UsersService,
    private readonly pages: PagesRepository,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Endpoint({ summary: 'People by login', needs: 'users.read', answer: pageForm('users', ListedUser) })
  async list(@Query({ schema: UsersQuery }) { name, role, disabled, secondFactor, ...page }: UsersQuery) {
    const values = [this.options.tenantId, name, role, disabled, secondFactor];
    const { rows, next } = await this.pages.read(USERS, values, page);
    return { users: rows, next };
  }

  @Post()
  @Endpoint({
    summary: 'Add a person, without a password; a role needs `roles.manage` too',
    needs: 'users.manage',
    answer: UserForm,
    refusals: [409],
  })
  add(@Caller() caller: Principal, @Body({ schema: NewUserForm }) body: NewUserForm) {
    if (body.role !== undefined) requirePermission(caller, 'roles.manage');
    return this.users.add(body, this.audit.makingCompanion('user', this.entry('AddUser', 201, body)));
  }

  @Get(':id')
  @Endpoint({ summary: 'A person', needs: 'users.read', answer: UserForm, tag: wholly })
  show(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.users.get(id);
  }

  @Patch(':id')
  @Endpoint({
    summary: 'Rename, disable or enable a person; a role needs `roles.manage` too',
    needs: 'users.manage',
    answer: UserForm,
    tag: wholly,
  })
  change(
    @Caller() caller: Principal,
    @Param({ schema: IdParam }) { id }: IdParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: UserChangeForm }) body: UserChangeForm,
  ) {
    if (body.role !== undefined) requirePermission(caller, 'roles.manage');
    const companion = this.audit.companion({ ...this.entry('ChangeUser', 200, body), userId: id });
    return this.users.change(id, body, (user) => requireMatch(ifMatch, user), companion);
  }

  private entry(operation: string, status: number, { role: newRole, disabled }: UserChangeForm) {
    return { tenantId: this.options.tenantId, operation, status, detail: { role: newRole, disabled } };
  }
}
