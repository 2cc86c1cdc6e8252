import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { ReachableTenant } from './endpoint/reachable-tenant.js';

export const TenantQuery = z.strictObject({
  tenant: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Name or id; the caller's own, or the one whose files this installation keeps" }),
});
export type TenantQuery = z.output<typeof TenantQuery>;

/** Whose log a question is about. */
@Injectable()
export class AuditedTenant {
  constructor(
    private readonly tenant: ReachableTenant,
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
  ) {}

  /** @throws TenantError `tenant_not_found` */
  async of(caller: Principal, named: string | undefined): Promise<string> {
    if (named === undefined) return caller.tenantId ?? this.options.tenantId;
    return (await this.tenant.get(caller, named)).tenantId;
  }
}
