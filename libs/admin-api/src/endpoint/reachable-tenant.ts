import { Injectable } from '@nestjs/common';
import type { Principal } from '#access';
import { type Tenant, TenantsService } from '#tenants';

/** The tenants that a caller can reach: for one that is limited to a tenant, the others do not exist. */
@Injectable()
export class ReachableTenant {
  constructor(private readonly tenants: TenantsService) {}

  /** By name or id. @throws TenantError `tenant_not_found`, in the same words for another's tenant and for none */
  async get({ tenantId }: Principal, named: string): Promise<Tenant> {
    if (tenantId === undefined) return this.tenants.get(named);
    const own = await this.tenants.get(tenantId);
    return named.toLowerCase() === tenantId || named === own.name ? own : this.tenants.refuse(named);
  }
}
