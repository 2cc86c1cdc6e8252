import { Body, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import {
  type Instance,
  type InstanceChange,
  type InstanceSettings,
  readDialect,
  SubscriptionsService,
  TenantsService,
} from '#tenants';
import { AdminController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint, wholly } from '../endpoint/endpoint.js';
import { IfMatch } from '../endpoint/entity-tag.js';
import { IfUnchanged } from '../endpoint/if-unchanged.js';
import { requireOpenNetwork } from '../endpoint/open-network.js';
import { filterText, pageForm, pageMembers } from '../endpoint/paging.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { INSTANCES } from '../persistence/tenants.sql.js';
import { ChangedInstance, InstanceForm, InstanceParam, NewInstance } from './instance-forms.js';
import { TenantChanges } from './tenant-changes.js';
import { CutOffQuery, TenantParam } from './tenant-forms.js';

const InstancesQuery = z.strictObject({
  ...pageMembers(InstanceForm, ['filesUrl', 'createdAt']),
  filesUrl: filterText.meta({ description: 'Part of the files URL' }),
  product: InstanceForm.shape.product.unwrap().optional(),
  mode: InstanceForm.shape.mode.optional(),
});
type InstancesQuery = z.output<typeof InstancesQuery>;

/** ownClouds and other WOPI hosts of a tenant. */
@AdminController('tenants/:tenant/instances')
export class InstancesController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly changes: TenantChanges,
    private readonly pages: PagesRepository,
    private readonly unchanged: IfUnchanged,
  ) {}

  @Post()
  @Endpoint({
    summary: 'Register an instance',
    needs: 'instances.manage',
    scope: 'tenant',
    answer: InstanceForm,
    refusals: [404, 409],
  })
  add(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Body({ schema: NewInstance }) body: NewInstance,
    @Caller() caller: Principal,
  ) {
    requireOpenNetwork(caller, body);
    return this.changes.addInstance(tenant, body as InstanceSettings);
  }

  @Get()
  @Endpoint({
    summary: 'Instances of a tenant, by files URL',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: pageForm('instances', InstanceForm, 'instanceId'),
    refusals: [404],
  })
  async list(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Query({ schema: InstancesQuery }) { filesUrl, product, mode, ...page }: InstancesQuery,
  ) {
    const { tenantId } = await this.tenants.get(tenant);
    const values = [tenantId, filesUrl, product, mode];
    const { rows, next } = await this.pages.read(INSTANCES, values, page, withDialects);
    return { instances: rows, next };
  }

  @Get(':instance')
  @Endpoint({
    summary: 'An instance',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: InstanceForm,
    tag: wholly,
  })
  async show(@Param({ schema: InstanceParam }) { tenant, instance }: InstanceParam) {
    const { tenantId } = await this.tenants.get(tenant);
    return this.subscriptions.instance(tenantId, instance);
  }

  @Patch(':instance')
  @Endpoint({
    summary: 'Change an instance; its files URL stays, since every document would become another one',
    needs: 'instances.manage',
    scope: 'tenant',
    answer: InstanceForm,
    tag: wholly,
  })
  async change(
    @Param({ schema: InstanceParam }) { tenant, instance }: InstanceParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ChangedInstance }) body: ChangedInstance,
    @Caller() caller: Principal,
  ) {
    requireOpenNetwork(caller, body);
    const { tenantId } = await this.tenants.get(tenant);
    const shown = () => this.subscriptions.instance(tenantId, instance);
    return this.unchanged.run(ifMatch, { row: 'tenant', values: [tenantId], read: shown }, () =>
      this.changes.changeInstance(tenantId, instance, body as InstanceChange),
    );
  }

  @Delete(':instance')
  @Endpoint({
    summary: 'Remove an instance; refused while sessions run, unless they are cut off',
    needs: 'instances.manage',
    scope: 'tenant',
    status: 204,
    refusals: [404, 409],
  })
  async remove(
    @Param({ schema: InstanceParam }) { tenant, instance }: InstanceParam,
    @Query({ schema: CutOffQuery }) query: CutOffQuery,
  ): Promise<void> {
    await this.changes.removeInstance(tenant, instance, query);
  }
}

type InstanceRow = Omit<Instance, 'dialect'> & { readonly dialect: string | null };

const withDialects = (rows: readonly InstanceRow[]) =>
  rows.map((row) => ({ ...row, dialect: readDialect(row.dialect) }));
