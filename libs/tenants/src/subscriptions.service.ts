import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { Instance, InstanceChange } from './instance.js';
import { validInstanceChange } from './instance-settings.js';
import { normaliseFilesUrl } from './files-url.js';
import { UsageRepository } from './persistence/usage.repository.js';
import {
  DEFAULT_TENANT_ID,
  type Tenant,
  type TenantChange,
  type TenantFacts,
  type TenantUsage,
} from './tenant.js';
import { TenantError } from './tenant-error.js';
import { idOf, unknownTenant, UUID, validTenantChange } from './tenant-settings.js';
import { TenantsRepository } from './tenants.repository.js';

/** What is changed and taken away of tenants and instances that were registered; `cutOff` ends sessions that run. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly db: Db,
    private readonly rows: TenantsRepository,
    private readonly use: UsageRepository,
  ) {}

  /** @throws TenantError tenant_not_found, invalid_name, name_taken, invalid_settings, invalid_dates */
  async change(tenantId: string, change: TenantChange): Promise<Tenant> {
    const changed = await this.rows.changeTenant(idOf(tenantId), validTenantChange(change));
    return changed ?? unknownTenant(tenantId);
  }

  /** @throws TenantError tenant_not_found, in_use: by running sessions, or since it is the installation's own */
  async remove(tenantId: string, { cutOff = false } = {}): Promise<void> {
    if (idOf(tenantId) === DEFAULT_TENANT_ID)
      throw new TenantError('in_use', 'The tenant of the installation itself cannot be removed.');
    await this.rows.exclusively(tenantId, async () => {
      if (!(await this.rows.tenantById(tenantId))) unknownTenant(tenantId);
      if (!cutOff) requireIdle((await this.use.usage(tenantId)).runningSessions);
      await this.rows.removeTenant(tenantId);
    });
  }

  usage(tenantId: string): Promise<TenantUsage> {
    return this.use.usage(idOf(tenantId));
  }

  /** By tenant; of all unless told of which. */
  facts(tenantIds?: readonly string[]): Promise<Map<string, TenantFacts>> {
    return this.use.facts(tenantIds);
  }

  /** @throws TenantError instance_not_found */
  async instance(tenantId: string, instanceId: string): Promise<Instance> {
    const known = UUID.test(instanceId)
      ? await this.rows.instanceById(idOf(tenantId), instanceId)
      : undefined;
    return known ?? unknownInstance();
  }

  /** @throws TenantError instance_not_found, invalid_settings, invalid_files_url: plain http outside a private network */
  async changeInstance(tenantId: string, instanceId: string, change: InstanceChange): Promise<Instance> {
    const valid = validInstanceChange(change);
    return this.db.transaction(async () => {
      const { filesUrl, privateNetwork } = await this.instance(tenantId, instanceId);
      normaliseFilesUrl(filesUrl, { privateNetwork: valid.privateNetwork ?? privateNetwork });
      return (await this.rows.changeInstance(tenantId, instanceId, valid)) ?? unknownInstance();
    });
  }

  /** @throws TenantError instance_not_found, in_use */
  async removeInstance(tenantId: string, instanceId: string, { cutOff = false } = {}): Promise<Instance> {
    await this.instance(tenantId, instanceId);
    if (!cutOff) requireIdle(await this.use.runningAt(tenantId, instanceId));
    return (await this.rows.removeInstance(tenantId, instanceId)) ?? unknownInstance();
  }
}

function requireIdle(sessions: number): void {
  if (sessions === 0) return;
  throw new TenantError(
    'in_use',
    `Sessions that were seen within a day would lose what they did not save: ${sessions}. Suspend the tenant first, or cut them off.`,
  );
}

function unknownInstance(): never {
  throw new TenantError('instance_not_found', 'The tenant has no such instance.');
}
