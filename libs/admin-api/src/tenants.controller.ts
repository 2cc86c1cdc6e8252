import { Body, Get, Param, Post } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional, IsString } from 'class-validator';
import { type Instance, type TenantPlan, TenantsService } from '#tenants';
import { UPSTREAM_MODES, type UpstreamMode } from '#wopi-protocol';
import { AdminController, NotStored } from './admin-controller.js';
import { TenantChanges } from './tenant-changes.js';

class NewTenant {
  @IsString({ message: 'name must be a text' })
  name: string;

  @IsIn(['business', 'personal'], { message: 'plan must be business or personal' })
  plan: TenantPlan;
}

class NewInstance {
  @IsString({ message: 'filesUrl must be a text such as https://cloud.example.com/wopi/files/' })
  filesUrl: string;

  @IsOptional()
  @IsIn(UPSTREAM_MODES, { message: `mode must be one of ${UPSTREAM_MODES.join(', ')}` })
  mode?: UpstreamMode;

  @IsOptional()
  @IsBoolean({ message: 'privateNetwork must be true or false' })
  privateNetwork?: boolean;

  @IsOptional()
  @IsBoolean({ message: 'plainFileId must be true or false' })
  plainFileId?: boolean;
}

class NewKey {
  @IsOptional()
  @IsString({ message: 'secret must be a text' })
  secret?: string;
}

/** Tenants of the proxy, with their instances and keys; `:tenant` is a name or an id. */
@AdminController('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly changes: TenantChanges,
  ) {}

  @Post()
  add(@Body() body: NewTenant) {
    return this.changes.add(body);
  }

  @Get()
  @NotStored()
  async list() {
    return { tenants: await this.tenants.list() };
  }

  @Get(':tenant')
  @NotStored()
  async show(@Param('tenant') name: string) {
    const tenant = await this.tenants.get(name);
    const instances = await this.tenants.listInstances(tenant.tenantId);
    return { ...tenant, instances, keys: await this.tenants.listKeys(tenant.tenantId) };
  }

  @Post(':tenant/instances')
  addInstance(@Param('tenant') name: string, @Body() body: NewInstance): Promise<Instance> {
    return this.changes.addInstance(name, body);
  }

  @Get(':tenant/instances')
  @NotStored()
  async instances(@Param('tenant') name: string) {
    const { tenantId } = await this.tenants.get(name);
    return { instances: await this.tenants.listInstances(tenantId) };
  }

  /** Without `secret` one is made. It is shown in this answer and never again. */
  @Post(':tenant/keys')
  @NotStored()
  addKey(@Param('tenant') name: string, @Body() body: NewKey) {
    return this.changes.addKey(name, body.secret);
  }

  @Get(':tenant/keys')
  @NotStored()
  async keys(@Param('tenant') name: string) {
    const { tenantId } = await this.tenants.get(name);
    return { keys: await this.tenants.listKeys(tenantId) };
  }
}
