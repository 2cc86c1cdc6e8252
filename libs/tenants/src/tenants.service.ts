import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Sealer } from '#database';
import { normaliseFilesUrl } from './files-url.js';
import {
  type Instance,
  type InstanceSettings,
  type IssuedKey,
  KEY_MIN_BYTES,
  type ProxyKey,
  type ProxyKeyState,
  type Tenant,
  type TenantPlan,
  type TenantState,
} from './tenant.js';
import { TenantError } from './tenant-error.js';
import { type NewInstance, type SealedKey, TenantsRepository } from './tenants.repository.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NAME = /^(?!\s)[^\p{Cc}]{1,100}(?<!\s)$/u;
const KEY_MAX_BYTES = 1024;

/** Where a key's secret is sealed to: it opens for this key only. */
export const sealContext = (keyId: string): string => `proxy-key:${keyId}`;

/**
 * Tenants of the proxy with their instances and keys. Every method joins a running `Db.transaction`; proxies follow a
 * change once it is committed. `tenantId` is an id: {@link find} takes a name.
 */
@Injectable()
export class TenantsService {
  constructor(
    private readonly rows: TenantsRepository,
    private readonly sealer: Sealer,
  ) {}

  /** @throws TenantError invalid_name, name_taken */
  async addTenant({ name, plan }: { name: string; plan: TenantPlan }): Promise<Tenant> {
    const tenant = await this.rows.insertTenant(validName(name), plan);
    if (!tenant) throw new TenantError('name_taken', `There is a tenant called "${name}" already.`);
    return tenant;
  }

  /** The tenant of this name, made where it is missing. Its plan is left as it is. */
  async ensureTenant({ name, plan }: { name: string; plan: TenantPlan }): Promise<Tenant> {
    return (await this.rows.insertTenant(validName(name), plan)) ?? this.get(name);
  }

  /** Every tenant, by name. */
  list(): Promise<Tenant[]> {
    return this.rows.tenants();
  }

  find(nameOrId: string): Promise<Tenant | undefined> {
    return UUID.test(nameOrId) ? this.rows.tenantById(nameOrId) : this.rows.tenantByName(nameOrId);
  }

  /** @throws TenantError tenant_not_found */
  async get(nameOrId: string): Promise<Tenant> {
    return (await this.find(nameOrId)) ?? unknownTenant(nameOrId);
  }

  /** Says of a tenant what is said of one that does not exist. @throws TenantError tenant_not_found */
  refuse(nameOrId: string): never {
    return unknownTenant(nameOrId);
  }

  /** @throws TenantError tenant_not_found */
  async setState(tenantId: string, state: TenantState): Promise<Tenant> {
    return (await this.rows.setTenantState(idOf(tenantId), state)) ?? unknownTenant(tenantId);
  }

  /** @throws TenantError tenant_not_found, invalid_files_url, files_url_taken (by this tenant or another) */
  async addInstance(tenantId: string, settings: InstanceSettings): Promise<Instance> {
    const instance = complete(settings);
    await this.get(idOf(tenantId));
    return (await this.rows.insertInstance(tenantId, instance)) ?? urlTaken(instance);
  }

  /** The tenant's instance with this files URL, made where it is missing and otherwise brought to these settings. */
  async ensureInstance(tenantId: string, settings: InstanceSettings): Promise<Instance> {
    const instance = complete(settings);
    await this.get(idOf(tenantId));
    return (await this.rows.upsertInstance(tenantId, instance)) ?? urlTaken(instance);
  }

  /** By files URL. */
  async listInstances(tenantId: string): Promise<Instance[]> {
    return this.rows.instances(idOf(tenantId));
  }

  /**
   * Adds an active key beside those that exist. Without `secret` one of 256 random bits is made.
   * @throws TenantError tenant_not_found, invalid_secret, secret_taken (the tenant has, or had, this very key)
   */
  async addKey(tenantId: string, secret: string = randomBytes(32).toString('base64url')): Promise<IssuedKey> {
    assertStrong(secret);
    return this.exclusively(tenantId, async () => {
      if (await this.keyWith(tenantId, secret)) {
        throw new TenantError('secret_taken', 'The tenant has a key with this secret already.');
      }
      return { keyId: await this.insertKey(tenantId, secret), secret };
    });
  }

  /** The id of the tenant's key with this secret, made where it is missing. A revoked one is not revived: see `state`. */
  async ensureKey(
    tenantId: string,
    secret: string,
  ): Promise<{ readonly keyId: string; readonly state: ProxyKeyState }> {
    assertStrong(secret);
    return this.exclusively(tenantId, async () => {
      const known = await this.keyWith(tenantId, secret);
      if (known) return { keyId: known.keyId, state: known.state };
      return { keyId: await this.insertKey(tenantId, secret), state: 'active' };
    });
  }

  /** Oldest first, revoked ones too; without secrets. */
  async listKeys(tenantId: string): Promise<ProxyKey[]> {
    const keys = await this.rows.keys(idOf(tenantId));
    return keys.map(({ keyId, state, createdAt }) => ({ keyId, tenantId, state, createdAt }));
  }

  /** Ids signed with the key are accepted still; says that new ones should be signed with another. @throws TenantError key_not_found */
  retireKey(tenantId: string, keyId: string): Promise<ProxyKey> {
    return this.setKeyState(tenantId, keyId, 'retiring');
  }

  /** Ids signed with the key are refused from now on, for good. @throws TenantError key_not_found */
  revokeKey(tenantId: string, keyId: string): Promise<ProxyKey> {
    return this.setKeyState(tenantId, keyId, 'revoked');
  }

  private async setKeyState(tenantId: string, keyId: string, state: ProxyKeyState): Promise<ProxyKey> {
    const key = UUID.test(keyId) ? await this.rows.setKeyState(idOf(tenantId), keyId, state) : undefined;
    if (!key) throw new TenantError('key_not_found', 'The tenant has no such key that could be changed.');
    return key;
  }

  private async exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    return this.rows.exclusively(idOf(tenantId), async () => {
      await this.get(tenantId);
      return work();
    });
  }

  private async insertKey(tenantId: string, secret: string): Promise<string> {
    const keyId = randomUUID();
    await this.rows.insertKey(tenantId, keyId, this.sealer.seal(Buffer.from(secret), sealContext(keyId)));
    return keyId;
  }

  private async keyWith(tenantId: string, secret: string): Promise<SealedKey | undefined> {
    const wanted = Buffer.from(secret);
    return (await this.rows.keys(tenantId)).find(({ keyId, sealedSecret }) => {
      const secretOf = this.sealer.open(sealedSecret, sealContext(keyId));
      return secretOf.length === wanted.length && timingSafeEqual(secretOf, wanted);
    });
  }
}

function idOf(tenantId: string): string {
  return UUID.test(tenantId) ? tenantId : unknownTenant(tenantId);
}

function unknownTenant(nameOrId: string): never {
  throw new TenantError('tenant_not_found', `There is no tenant "${nameOrId.slice(0, 100)}".`);
}

function urlTaken({ filesUrl }: NewInstance): never {
  throw new TenantError('files_url_taken', `The files URL ${filesUrl} is registered already.`);
}

function validName(name: string): string {
  if (NAME.test(name) && !UUID.test(name)) return name;
  throw new TenantError('invalid_name', 'A tenant name has 1 to 100 visible characters and is not a UUID.');
}

function complete(settings: InstanceSettings): NewInstance {
  const { mode = 'transparent', privateNetwork = false, plainFileId = false, dialect } = settings;
  const filesUrl = normaliseFilesUrl(settings.filesUrl, { privateNetwork });
  return { filesUrl, mode, privateNetwork, plainFileId, ...(dialect && { dialect }) };
}

function assertStrong(secret: string): void {
  const bytes = Buffer.byteLength(secret);
  if (bytes >= KEY_MIN_BYTES && bytes <= KEY_MAX_BYTES) return;
  throw new TenantError('invalid_secret', `A key must have ${KEY_MIN_BYTES} to ${KEY_MAX_BYTES} bytes.`);
}
