import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import {
  type Instance,
  type InstanceSettings,
  type IssuedKey,
  type Tenant,
  type TenantPlan,
  TenantsService,
} from '#tenants';

/** Changes to the proxy's tenants, each together with its audit row. `tenant` is a name or an id. */
@Injectable()
export class TenantChanges {
  constructor(
    private readonly db: Db,
    private readonly tenants: TenantsService,
    private readonly audit: AuditService,
  ) {}

  /** @throws TenantError invalid_name, name_taken */
  add(wish: { name: string; plan: TenantPlan }): Promise<Tenant> {
    return this.db.transaction(async () => {
      const tenant = await this.tenants.addTenant(wish);
      await this.audit.append({ tenantId: tenant.tenantId, operation: 'AddTenant', status: 201 });
      return tenant;
    });
  }

  /** @throws TenantError tenant_not_found, invalid_files_url, files_url_taken */
  addInstance(tenant: string, settings: InstanceSettings): Promise<Instance> {
    return this.db.transaction(async () => {
      const { tenantId } = await this.tenants.get(tenant);
      const instance = await this.tenants.addInstance(tenantId, settings);
      const { instanceId } = instance;
      await this.audit.append({ tenantId, instanceId, operation: 'AddInstance', status: 201 });
      return instance;
    });
  }

  /** @throws TenantError tenant_not_found, invalid_secret, secret_taken */
  addKey(tenant: string, secret: string | undefined): Promise<IssuedKey> {
    return this.db.transaction(async () => {
      const { tenantId } = await this.tenants.get(tenant);
      const key = await this.tenants.addKey(tenantId, secret);
      await this.audit.append({ tenantId, keyId: key.keyId, operation: 'AddKey', status: 201 });
      return key;
    });
  }
}
