import { Injectable } from '@nestjs/common';
import { type AuditEntry, AuditService } from '#audit';
import { Db } from '#database';
import {
  Entitlements,
  type EntitlementStatement,
  type Instance,
  type InstanceChange,
  type InstanceSettings,
  type IssuedKey,
  type KeyPurpose,
  type NewStatement,
  type ProxyKey,
  type Rotation,
  SubscriptionsService,
  type Tenant,
  type TenantChange,
  type TenantPlan,
  TenantsService,
} from '#tenants';

/** Whether sessions that run are cut off, too. */
export interface CutOff {
  readonly cutOff: boolean;
}

type Told = Partial<Pick<AuditEntry, 'instanceId' | 'keyId' | 'detail'>>;

/** Changes to the proxy's tenants, each together with its audit row. `tenant` is a name or an id. */
@Injectable()
export class TenantChanges {
  constructor(
    private readonly db: Db,
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly entitlements: Entitlements,
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

  /** The audit row holds the change itself, except for people's names and addresses. */
  change(tenant: string, { contacts, ...change }: TenantChange): Promise<Tenant> {
    const detail = { ...change, ...(contacts && { contacts: contacts.length }) };
    return this.audited(
      tenant,
      'ChangeTenant',
      (tenantId) => this.subscriptions.change(tenantId, { ...change, ...(contacts && { contacts }) }),
      () => ({ detail }),
    );
  }

  suspend(tenant: string, { cutOff }: CutOff): Promise<Tenant> {
    const suspend = (tenantId: string) => this.tenants.setState(tenantId, 'suspended', { cutOff });
    return this.audited(tenant, 'SuspendTenant', suspend, () => ({ detail: { cutOff } }));
  }

  resume(tenant: string): Promise<Tenant> {
    return this.audited(tenant, 'ResumeTenant', (tenantId) => this.tenants.setState(tenantId, 'active'));
  }

  remove(tenant: string, { cutOff }: CutOff): Promise<void> {
    const remove = (tenantId: string) => this.subscriptions.remove(tenantId, { cutOff });
    return this.audited(tenant, 'RemoveTenant', remove, () => ({ detail: { cutOff } }));
  }

  /** @throws TenantError tenant_not_found, invalid_files_url, files_url_taken */
  addInstance(tenant: string, settings: InstanceSettings): Promise<Instance> {
    const add = (tenantId: string) => this.tenants.addInstance(tenantId, settings);
    return this.audited(tenant, 'AddInstance', add, ({ instanceId }) => ({ instanceId }));
  }

  changeInstance(tenant: string, instanceId: string, change: InstanceChange): Promise<Instance> {
    const detail = { changed: Object.keys(change) };
    return this.audited(
      tenant,
      'ChangeInstance',
      (tenantId) => this.subscriptions.changeInstance(tenantId, instanceId, change),
      () => ({ instanceId, detail }),
    );
  }

  removeInstance(tenant: string, instanceId: string, { cutOff }: CutOff): Promise<Instance> {
    return this.audited(
      tenant,
      'RemoveInstance',
      (tenantId) => this.subscriptions.removeInstance(tenantId, instanceId, { cutOff }),
      () => ({ instanceId, detail: { cutOff } }),
    );
  }

  /** @throws TenantError tenant_not_found, invalid_secret, secret_taken */
  addKey(tenant: string, secret: string | undefined, purpose?: KeyPurpose): Promise<IssuedKey> {
    const add = (tenantId: string) => this.tenants.addKey(tenantId, secret, purpose);
    return this.audited(tenant, 'AddKey', add, ({ keyId }) => ({ keyId }));
  }

  rotateKey(tenant: string, secret: string | undefined, purpose?: KeyPurpose): Promise<Rotation> {
    const rotate = (tenantId: string) => this.tenants.rotateKey(tenantId, secret, purpose);
    const told = ({ keyId, retiring }: Rotation) => ({ keyId, detail: { retiring } });
    return this.audited(tenant, 'RotateKey', rotate, told);
  }

  setKeyState(tenant: string, keyId: string, state: 'active' | 'retiring'): Promise<ProxyKey> {
    return this.audited(
      tenant,
      state === 'active' ? 'ActivateKey' : 'RetireKey',
      (tenantId) =>
        state === 'active'
          ? this.tenants.activateKey(tenantId, keyId)
          : this.tenants.retireKey(tenantId, keyId),
      () => ({ keyId }),
    );
  }

  revokeKey(tenant: string, keyId: string, { cutOff }: CutOff): Promise<ProxyKey> {
    return this.audited(
      tenant,
      'RevokeKey',
      (tenantId) => this.tenants.revokeKey(tenantId, keyId, { cutOff }),
      () => ({ keyId, detail: { cutOff } }),
    );
  }

  addStatement(tenant: string, statement: NewStatement): Promise<EntitlementStatement> {
    return this.audited(
      tenant,
      'AddEntitlementStatement',
      (tenantId) => this.entitlements.add(tenantId, statement),
      ({ statementId, sha256 }) => ({ detail: { statementId, sha256 } }),
    );
  }

  private audited<T>(
    tenant: string,
    operation: string,
    change: (tenantId: string) => Promise<T>,
    told: (result: T) => Told = () => ({}),
  ): Promise<T> {
    return this.db.transaction(async () => {
      const { tenantId } = await this.tenants.get(tenant);
      const result = await change(tenantId);
      const status = /^(?:Add|Rotate)/.test(operation) ? 201 : 200;
      await this.audit.append({ tenantId, operation, status, ...told(result) });
      return result;
    });
  }
}
