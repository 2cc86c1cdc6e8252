import { Body, Delete, Get, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { ApiKeys, type Permission, PERMISSIONS, type Principal, ROLE_NAMES } from '#access';
import { AuditService } from '#audit';
import { AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam, moment, uuid } from './endpoint/forms.js';
import { filterFlag, filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { ReachableTenant } from './endpoint/reachable-tenant.js';
import { AuditTenant } from './audit-tenant.js';
import { API_KEYS } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const permissions = z.array(z.enum(PERMISSIONS as unknown as [Permission, ...Permission[]])).max(100);

const ApiKeyForm = z
  .object({
    id: z.guid(),
    name: z.string(),
    prefix: z.string(),
    role: z.enum(ROLE_NAMES),
    permissions: permissions.optional(),
    tenantId: z.guid().optional(),
    userId: z.guid().optional(),
    createdAt: moment,
    expiresAt: moment.optional(),
    lastUsedAt: moment.optional(),
    revokedAt: moment.optional(),
  })
  .meta({ description: 'A key to this API, without its secret' });

const ApiKeysQuery = z.strictObject({
  ...pageMembers(ApiKeyForm, ['-createdAt', 'name']),
  name: filterText.meta({ description: 'Part of the name' }),
  role: z.enum(ROLE_NAMES).optional(),
  user: uuid.optional().meta({ description: 'Id of a person' }),
  inForce: filterFlag.meta({ description: 'Neither revoked nor expired' }),
});
type ApiKeysQuery = z.output<typeof ApiKeysQuery>;

const NewApiKey = z.strictObject({
  name: z.string().meta({ description: 'What people know it by' }),
  role: z.enum(ROLE_NAMES),
  permissions: permissions.optional().meta({ description: 'Limits the key within its role' }),
  tenant: z.string().optional().meta({ description: 'Name or id of the one tenant it is good for' }),
  user: uuid.optional().meta({ description: 'Id of the person whose key it is: it ends with the account' }),
  expiresAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
});
type NewApiKey = z.output<typeof NewApiKey>;

/** Keys to this API. Nobody makes one that may do more than he may himself. */
@AdminController('api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly pages: PagesRepository,
    private readonly tenant: ReachableTenant,
    private readonly audit: AuditService,
    private readonly auditTenant: AuditTenant,
  ) {}

  @Get()
  @Endpoint({
    summary: 'API keys, newest first, revoked ones too',
    needs: 'api-keys.read',
    scope: 'own',
    answer: pageForm('keys', ApiKeyForm),
  })
  async list(
    @Caller() { tenantId }: Principal,
    @Query({ schema: ApiKeysQuery }) { name, role, user, inForce, ...page }: ApiKeysQuery,
  ) {
    const values = [tenantId, name, role, user, inForce];
    const { rows, next } = await this.pages.read(API_KEYS, values, page);
    return { keys: rows, next };
  }

  @Post()
  @Endpoint({
    summary: 'Make an API key; its text is shown in this answer and never again',
    needs: 'api-keys.manage',
    scope: 'own',
    answer: ApiKeyForm.extend({ key: z.string() }),
    refusals: [404],
  })
  async add(@Caller() caller: Principal, @Body({ schema: NewApiKey }) body: NewApiKey) {
    const { tenant, user, ...wish } = body;
    const tenantId =
      tenant === undefined ? caller.tenantId : (await this.tenant.get(caller, tenant)).tenantId;
    const entry = { tenantId: this.auditTenant.of(tenantId), operation: 'AddApiKey', status: 201 };
    const companion = this.audit.makingCompanion('key', { ...entry, detail: { role: wish.role } });
    const { name, role, permissions: limited, expiresAt } = wish;
    return this.keys.add(
      caller,
      { name, role, permissions: limited, expiresAt, tenantId, userId: user },
      companion,
    );
  }

  @Delete(':id')
  @Endpoint({
    summary: 'Revoke an API key: it is refused from the next request on',
    needs: 'api-keys.manage',
    scope: 'own',
    status: 204,
    refusals: [404],
  })
  async revoke(@Caller() caller: Principal, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    const entry = { operation: 'RevokeApiKey', status: 204, detail: { key: id } };
    await this.keys.revoke(caller, id, ({ tenantId }) =>
      this.audit.companion({ ...entry, tenantId: this.auditTenant.of(tenantId) }),
    );
  }
}
