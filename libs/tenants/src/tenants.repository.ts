import type {
  Instance,
  InstanceSettings,
  ProxyKey,
  ProxyKeyState,
  Tenant,
  TenantPlan,
  TenantState,
} from './tenant.js';

/** A key as its row holds it. */
export interface SealedKey extends ProxyKey {
  readonly sealedSecret: Buffer;
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
  abstract setTenantState(tenantId: string, state: TenantState): Promise<Tenant | undefined>;
  /** Undefined: the files URL is taken. */
  abstract insertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined>;
  /** Undefined: the files URL belongs to another tenant. */
  abstract upsertInstance(tenantId: string, instance: NewInstance): Promise<Instance | undefined>;
  /** Of one tenant, or of all. */
  abstract instances(tenantId?: string): Promise<Instance[]>;
  abstract insertKey(tenantId: string, keyId: string, sealedSecret: Buffer): Promise<void>;
  /** Of one tenant with revoked ones, or the accepted ones of all. */
  abstract keys(tenantId?: string): Promise<SealedKey[]>;
  abstract setKeyState(tenantId: string, keyId: string, state: ProxyKeyState): Promise<ProxyKey | undefined>;
  /** Runs `work` while no other caller runs it for the same tenant. */
  abstract exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T>;
}
