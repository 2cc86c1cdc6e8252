import type { ProxiedFileIdDialect } from '#wopi-protocol';
import type { Instance, InstanceChange, InstanceSettings } from './instance.js';
import type { KeyPurpose, ProxyKey } from './proxy-key.js';
import type { Tenant, TenantChange, TenantPlan, TenantState } from './tenant.js';

/** A key as its row holds it. */
export interface SealedKey extends ProxyKey {
  readonly sealedSecret: Buffer;
}

/** How many keys of a tenant are tried for an id. */
export interface ComparedKeys {
  readonly accepted: number;
  /** Their running sessions may save still. */
  readonly revokedInGrace: number;
}

/** An instance as written: nothing left to a default. */
export type NewInstance = Required<Omit<InstanceSettings, 'dialect'>> & Pick<InstanceSettings, 'dialect'>;

/** Tenants, their instances and keys. Writes answer undefined where the row they need is not there. */
export abstract class TenantsRepository {
  /** Undefined: the name is taken. */
  abstract insertTenant(name: string, plan: TenantPlan): Promise<Tenant | undefined>;
  abstract tenants(): Promise<Tenant[]>;
  abstract tenantById(tenantId: string): Promise<Tenant | undefined>;
  abstract tenantByName(name: string): Promise<Tenant | undefined>;
  abstract setTenantState(tenantId: string, state: TenantState, cutOff: boolean): Promise<Tenant | undefined>;
  /** @throws TenantError name_taken, invalid_dates */
  abstract changeTenant(tenantId: string, change: TenantChange): Promise<Tenant | undefined>;
  /** @throws TenantError in_use */
  abstract removeTenant(tenantId: string): Promise<void>;
  /** Undefined: the files URL is taken. */
  abstract insertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined>;
  /** Undefined: the files URL belongs to another tenant. */
  abstract upsertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined>;
  abstract instances(tenantId: string): Promise<Instance[]>;
  abstract instanceById(tenantId: string, instanceId: string): Promise<Instance | undefined>;
  abstract changeInstance(
    tenantId: string,
    instanceId: string,
    change: InstanceChange,
  ): Promise<Instance | undefined>;
  abstract learnDialect(tenantId: string, instanceId: string, dialect: ProxiedFileIdDialect): Promise<void>;
  abstract removeInstance(tenantId: string, instanceId: string): Promise<Instance | undefined>;
  abstract insertKey(
    tenantId: string,
    keyId: string,
    sealedSecret: Buffer,
    purpose: KeyPurpose,
  ): Promise<void>;
  /** With revoked ones, oldest first. */
  abstract keys(tenantId: string): Promise<SealedKey[]>;
  abstract comparedKeys(tenantId: string): Promise<ComparedKeys>;
  /** The same as `keys` without their secrets. */
  abstract listKeys(tenantId: string): Promise<ProxyKey[]>;
  abstract setKeyState(
    tenantId: string,
    keyId: string,
    state: 'active' | 'retiring',
  ): Promise<ProxyKey | undefined>;
  abstract revokeKey(tenantId: string, keyId: string, cutOff: boolean): Promise<ProxyKey | undefined>;
  /** Active keys other than this one become retiring. */
  abstract retireOtherKeys(tenantId: string, purpose: KeyPurpose, keyId: string): Promise<ProxyKey[]>;
  /** Runs `work` while no other caller runs it for the same tenant. */
  abstract exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T>;
}
