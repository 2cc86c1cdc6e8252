import { Body, Delete, Get, Inject, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { AuditService } from '#audit';
import { Problem } from '#http-server';
import { type GrantFilter, Grants } from '#oauth';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { moment } from './endpoint/forms.js';
import { filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { People } from './people.js';
import { GRANTS } from './persistence/grants.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const grantId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be the id of a grant');

const GrantForm = z.object({
  id: grantId,
  userId: z.guid(),
  user: z.string().meta({ description: 'Login' }),
  clientId: z.string().meta({ description: 'The app, by its name in BOOTSTRAP_CLIENTS' }),
  grantedAt: moment,
  renewableUntil: moment.optional().meta({
    description: 'Until when the app gets new tokens without asking; absent where it has no refresh token',
  }),
  expiresAt: moment,
  sessions: z.int().meta({ description: 'Live WOPI sessions that it opened' }),
});

const GrantsQuery = z.strictObject({
  ...pageMembers(GrantForm, ['-grantedAt', 'user']),
  user: filterText.meta({ description: 'Login' }),
  client: filterText.meta({ description: 'The app' }),
});
type GrantsQuery = z.output<typeof GrantsQuery>;

const GrantParam = z.object({ id: grantId });
type GrantParam = z.output<typeof GrantParam>;

const Revocation = z
  .strictObject({ user: z.string('must be a login').optional(), client: filterText })
  .refine(({ user, client }) => Boolean(user ?? client), 'Say which grants: user or client.');
type Revocation = z.output<typeof Revocation>;

/** What people have granted to native apps, each on a device of its own. */
@AdminController('grants')
export class GrantsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly people: People,
    private readonly grants: Grants,
    private readonly audit: AuditService,
    private readonly pages: PagesRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Grants of native apps, the last given first',
    needs: 'grants.read',
    answer: pageForm('grants', GrantForm),
  })
  async list(@Query({ schema: GrantsQuery }) { user, client, ...page }: GrantsQuery) {
    const { rows, next } = await this.pages.read(GRANTS, [this.options.tenantId, user, client], page);
    return { grants: rows, next };
  }

  @Delete(':id')
  @Endpoint({
    summary: 'End a grant, with its tokens and sessions',
    needs: 'grants.revoke',
    status: 204,
    refusals: [404],
  })
  async end(@Param({ schema: GrantParam }) { id }: GrantParam): Promise<void> {
    if ((await this.endAll({ grantId: id })) > 0) return;
    throw new Problem(404, 'There is no such grant, or it has ended.');
  }

  @Post('revoke')
  @Endpoint({
    summary: 'End the grants of a person, of an app, or of both, with their tokens and sessions',
    needs: 'grants.revoke',
    status: 200,
    answer: z.object({ revoked: z.int() }),
    refusals: [404],
  })
  async revoke(@Body({ schema: Revocation }) { user, client }: Revocation) {
    const userId = user === undefined ? undefined : (await this.people.get(user)).id;
    return { revoked: await this.endAll({ userId, clientId: client }) };
  }

  private endAll(which: Omit<GrantFilter, 'tenantId'>): Promise<number> {
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'RevokeGrant', status: 200 };
    return this.grants.end({ tenantId, ...which }, this.audit.grantsCompanion(entry));
  }
}
