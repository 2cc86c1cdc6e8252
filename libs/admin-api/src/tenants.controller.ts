import { Body, Get, Param, Post } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import { type Instance, TenantsService } from '#tenants';
import { UPSTREAM_MODES } from '#wopi-protocol';
import { AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { moment } from './endpoint/forms.js';
import { TenantChanges } from './tenant-changes.js';

const TenantParam = z.object({ tenant: z.string() });
type TenantParam = z.output<typeof TenantParam>;

const NewTenant = z.strictObject({ name: z.string(), plan: z.enum(['business', 'personal']) });
type NewTenant = z.output<typeof NewTenant>;

const NewInstance = z.strictObject({
  filesUrl: z.string('must be a text such as https://cloud.example.com/wopi/files/'),
  mode: z.enum(UPSTREAM_MODES).optional(),
  privateNetwork: z.boolean().optional(),
  plainFileId: z.boolean().optional(),
});
type NewInstance = z.output<typeof NewInstance>;

const NewKey = z.strictObject({ secret: z.string().optional() });
type NewKey = z.output<typeof NewKey>;

const TenantForm = z.object({
  tenantId: z.guid(),
  name: z.string(),
  plan: z.enum(['business', 'personal']),
  state: z.enum(['trial', 'active', 'grace', 'suspended', 'expired']),
  createdAt: moment,
});

const InstanceForm = z.object({
  instanceId: z.guid(),
  tenantId: z.guid(),
  filesUrl: z.string(),
  mode: z.enum(UPSTREAM_MODES),
  privateNetwork: z.boolean(),
  plainFileId: z.boolean(),
  dialect: z.string().optional(),
  createdAt: moment,
});

const KeyForm = z.object({
  keyId: z.guid(),
  tenantId: z.guid(),
  state: z.enum(['active', 'retiring', 'revoked']),
  createdAt: moment,
});

/** Tenants of the proxy, with their instances and keys; `:tenant` is a name or an id. */
@AdminController('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly changes: TenantChanges,
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
    summary: 'Tenants by name',
    needs: 'tenants.read',
    scope: 'own',
    answer: z.object({ tenants: z.array(TenantForm) }),
  })
  async list(@Caller() { tenantId }: Principal) {
    if (tenantId !== undefined) return { tenants: [await this.tenants.get(tenantId)] };
    return { tenants: await this.tenants.list() };
  }

  @Get(':tenant')
  @Endpoint({
    summary: 'A tenant with its instances and keys',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: TenantForm.extend({ instances: z.array(InstanceForm), keys: z.array(KeyForm) }),
    refusals: [404],
  })
  async show(@Param({ schema: TenantParam }) { tenant: name }: TenantParam) {
    const tenant = await this.tenants.get(name);
    const instances = await this.tenants.listInstances(tenant.tenantId);
    return { ...tenant, instances, keys: await this.tenants.listKeys(tenant.tenantId) };
  }

  @Post(':tenant/instances')
  @Endpoint({
    summary: 'Register an instance',
    needs: 'instances.manage',
    scope: 'tenant',
    answer: InstanceForm,
    refusals: [404, 409],
  })
  addInstance(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Body({ schema: NewInstance }) body: NewInstance,
  ): Promise<Instance> {
    return this.changes.addInstance(tenant, body);
  }

  @Get(':tenant/instances')
  @Endpoint({
    summary: 'Instances of a tenant',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: z.object({ instances: z.array(InstanceForm) }),
    refusals: [404],
  })
  async instances(@Param({ schema: TenantParam }) { tenant }: TenantParam) {
    const { tenantId } = await this.tenants.get(tenant);
    return { instances: await this.tenants.listInstances(tenantId) };
  }

  @Post(':tenant/keys')
  @Endpoint({
    summary: 'Add a key; without `secret` one is made. It is shown in this answer and never again',
    needs: 'proxy-keys.manage',
    scope: 'tenant',
    answer: z.object({ keyId: z.guid(), secret: z.string() }),
    refusals: [404, 409],
  })
  addKey(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Body({ schema: NewKey }) { secret }: NewKey,
  ) {
    return this.changes.addKey(tenant, secret);
  }

  @Get(':tenant/keys')
  @Endpoint({
    summary: 'Keys of a tenant, without their secrets',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: z.object({ keys: z.array(KeyForm) }),
    refusals: [404],
  })
  async keys(@Param({ schema: TenantParam }) { tenant }: TenantParam) {
    const { tenantId } = await this.tenants.get(tenant);
    return { keys: await this.tenants.listKeys(tenantId) };
  }
}
