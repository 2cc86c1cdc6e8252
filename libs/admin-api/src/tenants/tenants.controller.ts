import { Body, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import {
  Entitlements,
  SubscriptionsService,
  type Tenant,
  type TenantChange,
  type TenantFacts,
  TenantsService,
} from '#tenants';
import { AdminController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint, wholly } from '../endpoint/endpoint.js';
import { IfMatch } from '../endpoint/entity-tag.js';
import { IfUnchanged } from '../endpoint/if-unchanged.js';
import { filterText, pageForm, pageMembers } from '../endpoint/paging.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { TENANTS } from '../persistence/tenants.sql.js';
import { StatementForm } from './entitlements.controller.js';
import { InstanceForm } from './instance-forms.js';
import { KeyForm } from './key-forms.js';
import { TenantChanges } from './tenant-changes.js';
import {
  ChangedTenant,
  CutOffQuery,
  NewTenant,
  Suspension,
  TenantForm,
  TenantParam,
  UsageForm,
} from './tenant-forms.js';
import { tenantWarnings } from './tenant-warnings.js';

interface TenantParts {
  readonly usage: object;
  readonly warnings: readonly string[];
  readonly instances: readonly object[];
  readonly keys: readonly object[];
  readonly entitlements: readonly object[];
}

/** What a PATCH changes: not what else belongs to the tenant, and changes by itself. */
const withoutParts = ({
  usage: _usage,
  warnings: _warnings,
  instances: _instances,
  keys: _keys,
  entitlements: _entitlements,
  ...tenant
}: TenantParts): object => tenant;

const warnings = z
  .array(z.string())
  .meta({ description: 'What whoever runs the installation should know or do' });

const ListedTenant = TenantForm.extend({ warnings });

const TenantsQuery = z.strictObject({
  ...pageMembers(ListedTenant, ['name', 'createdAt']),
  name: filterText.meta({ description: 'Part of the name' }),
  plan: TenantForm.shape.plan.optional(),
  state: TenantForm.shape.state.optional(),
});
type TenantsQuery = z.output<typeof TenantsQuery>;

/** Tenants of the proxy and their subscriptions; `:tenant` is a name or an id. */
@AdminController('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly entitlements: Entitlements,
    private readonly changes: TenantChanges,
    private readonly pages: PagesRepository,
    private readonly unchanged: IfUnchanged,
  ) {}

  @Post()
  @Endpoint({
    summary: 'Add a tenant',
    needs: 'tenants.manage',
    scope: 'installation',
    answer: TenantForm,
    refusals: [409],
  })
  add(@Body({ schema: NewTenant }) body: NewTenant) {
    return this.changes.add(body);
  }

  @Get()
  @Endpoint({
    summary: 'Tenants by name, each with what needs attention',
    needs: 'tenants.read',
    scope: 'own',
    answer: pageForm('tenants', ListedTenant, 'tenantId'),
  })
  async list(
    @Caller() { tenantId }: Principal,
    @Query({ schema: TenantsQuery }) { name, plan, state, ...page }: TenantsQuery,
  ) {
    const values = [tenantId, name, plan, state];
    const withWarnings = async (tenants: readonly Tenant[]) => {
      const facts = await this.subscriptions.facts(tenants.map((tenant) => tenant.tenantId));
      return tenants.map((tenant) => ({ ...tenant, warnings: warningsOf(tenant, facts) }));
    };
    const { rows, next } = await this.pages.read(TENANTS, values, page, withWarnings);
    return { tenants: rows, next };
  }

  @Get(':tenant')
  @Endpoint({
    summary: 'A tenant with its instances and keys, its use of the proxy, and what needs attention',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: TenantForm.extend({
      usage: UsageForm,
      warnings,
      instances: z.array(InstanceForm),
      keys: z.array(KeyForm),
      entitlements: z.array(StatementForm),
    }),
    tag: withoutParts,
  })
  async show(@Param({ schema: TenantParam }) { tenant: name }: TenantParam) {
    const tenant = await this.tenants.get(name);
    const { tenantId } = tenant;
    const instances = await this.tenants.listInstances(tenantId);
    const keys = await this.tenants.listKeys(tenantId);
    const usage = await this.subscriptions.usage(tenantId);
    const entitlements = await this.entitlements.list(tenantId);
    const facts = await this.subscriptions.facts([tenantId]);
    return { ...tenant, usage, warnings: warningsOf(tenant, facts), instances, keys, entitlements };
  }

  @Patch(':tenant')
  @Endpoint({
    summary: 'Change name, plan, contacts, dates, seats, policy or limits',
    needs: 'tenants.manage',
    scope: 'tenant',
    answer: TenantForm,
    tag: wholly,
    refusals: [409],
  })
  async change(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ChangedTenant }) body: ChangedTenant,
  ) {
    const { tenantId } = await this.tenants.get(tenant);
    const tagged = { row: 'tenant', values: [tenantId], read: () => this.tenants.get(tenantId) } as const;
    return this.unchanged.run(ifMatch, tagged, () => this.changes.change(tenantId, body as TenantChange));
  }

  @Delete(':tenant')
  @Endpoint({
    summary: 'Remove a tenant with all that is its; refused while sessions run, unless they are cut off',
    needs: 'tenants.manage',
    scope: 'tenant',
    status: 204,
    refusals: [404, 409],
  })
  remove(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Query({ schema: CutOffQuery }) query: CutOffQuery,
  ): Promise<void> {
    return this.changes.remove(tenant, query);
  }

  @Post(':tenant/suspension')
  @Endpoint({
    summary: 'Suspend a tenant; running sessions may save for the days of grace',
    needs: 'tenants.manage',
    scope: 'tenant',
    status: 200,
    answer: TenantForm,
    refusals: [404],
  })
  suspend(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Body({ schema: Suspension }) { now = false }: Suspension,
  ) {
    return this.changes.suspend(tenant, { cutOff: now });
  }

  @Delete(':tenant/suspension')
  @Endpoint({
    summary: 'End a suspension',
    needs: 'tenants.manage',
    scope: 'tenant',
    status: 200,
    answer: TenantForm,
    refusals: [404],
  })
  resume(@Param({ schema: TenantParam }) { tenant }: TenantParam) {
    return this.changes.resume(tenant);
  }
}

/** None of a tenant that was made, or removed, between two statements. */
function warningsOf(tenant: Tenant, facts: ReadonlyMap<string, TenantFacts>): string[] {
  const known = facts.get(tenant.tenantId);
  return known ? tenantWarnings(tenant, known) : [];
}
