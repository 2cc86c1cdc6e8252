import { Injectable } from '@nestjs/common';
import { Db, sqlState, violatedConstraint } from '#database';
import type { ProxiedFileIdDialect } from '#wopi-protocol';
import type { Instance, InstanceChange } from '../instance.js';
import type { KeyPurpose, ProxyKey } from '../proxy-key.js';
import type { Tenant, TenantChange, TenantPlan, TenantState } from '../tenant.js';
import { TenantError } from '../tenant-error.js';
import {
  type ComparedKeys,
  type NewInstance,
  type SealedKey,
  TenantsRepository,
} from '../tenants.repository.js';
import { dialectText, readDialect } from './dialect-text.js';
import * as instances from './instances.sql.js';
import * as keys from './proxy-keys.sql.js';
import * as tenants from './tenants.sql.js';

const FOREIGN_KEY_VIOLATION = '23503';

type InstanceRow = Omit<Instance, 'dialect'> & { readonly dialect: string | null };

/** The repository on Postgres; every change tells the proxies through the tables' triggers. */
@Injectable()
export class PgTenantsRepository extends TenantsRepository {
  constructor(private readonly db: Db) {
    super();
  }

  insertTenant(name: string, plan: TenantPlan): Promise<Tenant | undefined> {
    return this.one<Tenant>(tenants.INSERT_TENANT, [name, plan]);
  }

  tenants(): Promise<Tenant[]> {
    return this.db.query<Tenant>(tenants.TENANTS);
  }

  tenantById(tenantId: string): Promise<Tenant | undefined> {
    return this.one<Tenant>(tenants.TENANT_BY_ID, [tenantId]);
  }

  tenantByName(name: string): Promise<Tenant | undefined> {
    return this.one<Tenant>(tenants.TENANT_BY_NAME, [name]);
  }

  setTenantState(tenantId: string, state: TenantState, cutOff: boolean): Promise<Tenant | undefined> {
    return this.one<Tenant>(tenants.SET_TENANT_STATE, [tenantId, state, cutOff]);
  }

  async changeTenant(
    tenantId: string,
    { policy, limits, ...change }: TenantChange,
  ): Promise<Tenant | undefined> {
    const flat = JSON.stringify({ ...change, ...policy, ...limits });
    try {
      return await this.one<Tenant>(tenants.CHANGE_TENANT, [tenantId, flat]);
    } catch (error) {
      throw refusal(error) ?? error;
    }
  }

  async removeTenant(tenantId: string): Promise<void> {
    try {
      for (const statement of tenants.REMOVE_TENANT) await this.db.query(statement, [tenantId]);
    } catch (error) {
      if (sqlState(error) !== FOREIGN_KEY_VIOLATION) throw error;
      throw new TenantError('in_use', 'People or files belong to the tenant: it cannot be removed.');
    }
  }

  insertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined> {
    return this.instance(instances.INSERT_INSTANCE, parameters(tenantId, instance));
  }

  upsertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined> {
    return this.instance(instances.UPSERT_INSTANCE, parameters(tenantId, instance));
  }

  async instances(tenantId: string): Promise<Instance[]> {
    return (await this.db.query<InstanceRow>(instances.INSTANCES_OF, [tenantId])).map(instanceOf);
  }

  instanceById(tenantId: string, instanceId: string): Promise<Instance | undefined> {
    return this.instance(instances.INSTANCE_BY_ID, [tenantId, instanceId]);
  }

  changeInstance(
    tenantId: string,
    instanceId: string,
    change: InstanceChange,
  ): Promise<Instance | undefined> {
    return this.instance(instances.CHANGE_INSTANCE, [tenantId, instanceId, JSON.stringify(change)]);
  }

  async learnDialect(tenantId: string, instanceId: string, dialect: ProxiedFileIdDialect): Promise<void> {
    await this.db.query(instances.LEARN_DIALECT, [tenantId, instanceId, dialectText(dialect)]);
  }

  removeInstance(tenantId: string, instanceId: string): Promise<Instance | undefined> {
    return this.instance(instances.REMOVE_INSTANCE, [tenantId, instanceId]);
  }

  async insertKey(tenantId: string, keyId: string, sealedSecret: Buffer, purpose: KeyPurpose): Promise<void> {
    await this.db.query(keys.INSERT_KEY, [tenantId, keyId, sealedSecret, purpose]);
  }

  keys(tenantId: string): Promise<SealedKey[]> {
    return this.db.query<SealedKey>(keys.KEYS_OF, [tenantId]);
  }

  async comparedKeys(tenantId: string): Promise<ComparedKeys> {
    return (await this.db.query<ComparedKeys>(keys.COMPARED_KEYS, [tenantId]))[0]!;
  }

  listKeys(tenantId: string): Promise<ProxyKey[]> {
    return this.db.query<ProxyKey>(keys.LIST_KEYS, [tenantId]);
  }

  setKeyState(tenantId: string, keyId: string, state: 'active' | 'retiring'): Promise<ProxyKey | undefined> {
    return this.one<ProxyKey>(keys.SET_KEY_STATE, [tenantId, keyId, state]);
  }

  revokeKey(tenantId: string, keyId: string, cutOff: boolean): Promise<ProxyKey | undefined> {
    return this.one<ProxyKey>(keys.REVOKE_KEY, [tenantId, keyId, cutOff]);
  }

  retireOtherKeys(tenantId: string, purpose: KeyPurpose, keyId: string): Promise<ProxyKey[]> {
    return this.db.query<ProxyKey>(keys.RETIRE_OTHER_KEYS, [tenantId, purpose, keyId]);
  }

  exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    return this.db.transaction(async () => {
      await this.db.query(tenants.LOCK_TENANT, [tenantId]);
      return work();
    });
  }

  private async one<Row>(text: string, values: readonly unknown[]): Promise<Row | undefined> {
    return (await this.db.query<Row>(text, values))[0];
  }

  private async instance(text: string, values: readonly unknown[]): Promise<Instance | undefined> {
    const row = await this.one<InstanceRow>(text, values);
    return row && instanceOf(row);
  }
}

function parameters(tenantId: string, instance: NewInstance): unknown[] {
  const { filesUrl, mode, privateNetwork, plainFileId, dialect, product, productVersion } = instance;
  const { browserOrigins, pinnedCa, redirector, proxiedFileUrl } = instance;
  return [
    tenantId,
    filesUrl,
    mode,
    privateNetwork,
    plainFileId,
    dialect ? dialectText(dialect) : null,
    product,
    productVersion,
    browserOrigins,
    pinnedCa,
    redirector,
    proxiedFileUrl,
  ];
}

function instanceOf(row: InstanceRow): Instance {
  return { ...row, dialect: readDialect(row.dialect) };
}

function refusal(error: unknown): TenantError | undefined {
  const constraint = violatedConstraint(error);
  if (constraint === 'tenants_name_key')
    return new TenantError('name_taken', 'Another tenant is called so already.');
  if (constraint === 'tenants_dates_check')
    return new TenantError('invalid_dates', 'validFrom must lie before validUntil.');
  return undefined;
}
