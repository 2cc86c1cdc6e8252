import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Sealer } from '#database';
import { FormerKeys } from './former-keys.js';
import type { Instance, InstanceSettings } from './instance.js';
import { completeInstance } from './instance-settings.js';
import {
  type IssuedKey,
  KEY_MIN_BYTES,
  type KeyPurpose,
  type ProxyKey,
  type ProxyKeyState,
  type Rotation,
} from './proxy-key.js';
import { sealContext } from './seal-context.js';
import type { Tenant, TenantPlan, TenantState } from './tenant.js';
import { TenantError } from './tenant-error.js';
import { idOf, unknownTenant, UUID, validTenantName } from './tenant-settings.js';
import { type NewInstance, TenantsRepository } from './tenants.repository.js';

const KEY_MAX_BYTES = 1024;
/** Each id of a stranger is compared with all of its tenant's keys, those of the days of grace too. */
const MOST_ACCEPTED_KEYS = 10;
const MOST_REVOKED_IN_GRACE = 10;

/**
 * Tenants of the proxy with their instances and keys. Every method joins a running `Db.transaction`; proxies follow a
 * change once it is committed. `tenantId` is an id: {@link find} takes a name.
 */
@Injectable()
export class TenantsService {
  constructor(
    private readonly rows: TenantsRepository,
    private readonly sealer: Sealer,
    private readonly former: FormerKeys,
  ) {}

  /** @throws TenantError invalid_name, name_taken */
  async addTenant({ name, plan }: { name: string; plan: TenantPlan }): Promise<Tenant> {
    const tenant = await this.rows.insertTenant(validTenantName(name), plan);
    if (!tenant) throw new TenantError('name_taken', `There is a tenant called "${name}" already.`);
    return tenant;
  }

  /** The tenant of this name, made where it is missing. Its plan is left as it is. */
  async ensureTenant({ name, plan }: { name: string; plan: TenantPlan }): Promise<Tenant> {
    return (await this.rows.insertTenant(validTenantName(name), plan)) ?? this.get(name);
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

  /**
   * Whatever ends the service leaves running sessions their days of grace, unless they are cut off.
   * @throws TenantError tenant_not_found
   */
  async setState(tenantId: string, state: TenantState, { cutOff = false } = {}): Promise<Tenant> {
    return (await this.rows.setTenantState(idOf(tenantId), state, cutOff)) ?? unknownTenant(tenantId);
  }

  /** @throws TenantError tenant_not_found, invalid_files_url, files_url_taken (by this tenant or another), invalid_settings */
  async addInstance(tenantId: string, settings: InstanceSettings): Promise<Instance> {
    const instance = completeInstance(settings);
    await this.get(idOf(tenantId));
    return (await this.rows.insertInstance(tenantId, instance)) ?? urlTaken(instance);
  }

  /** The tenant's instance with this files URL, made where it is missing and otherwise brought to these settings. */
  async ensureInstance(tenantId: string, settings: InstanceSettings): Promise<Instance> {
    const instance = completeInstance(settings);
    await this.get(idOf(tenantId));
    return (await this.rows.upsertInstance(tenantId, instance)) ?? urlTaken(instance);
  }

  /** By files URL. */
  async listInstances(tenantId: string): Promise<Instance[]> {
    return this.rows.instances(idOf(tenantId));
  }

  /**
   * Adds an active key beside those that exist. Without `secret` one of 256 random bits is made.
   * @throws TenantError tenant_not_found, invalid_secret, secret_taken (the tenant has, or had, this very key), too_many_keys
   */
  async addKey(
    tenantId: string,
    secret: string = randomSecret(),
    purpose: KeyPurpose = 'file-id',
  ): Promise<IssuedKey> {
    assertStrong(secret);
    return this.exclusively(tenantId, async () => {
      if (await this.keyWith(tenantId, secret)) {
        throw new TenantError('secret_taken', 'The tenant has a key with this secret already.');
      }
      await this.requireRoom(tenantId);
      return { keyId: await this.insertKey(tenantId, secret, purpose), secret };
    });
  }

  /** Adds a key; those of its purpose that were active until now become retiring. @throws TenantError as `addKey` */
  async rotateKey(tenantId: string, secret?: string, purpose: KeyPurpose = 'file-id'): Promise<Rotation> {
    return this.exclusively(tenantId, async () => {
      const key = await this.addKey(tenantId, secret, purpose);
      const replaced = await this.rows.retireOtherKeys(tenantId, purpose, key.keyId);
      return { ...key, retiring: replaced.map(({ keyId }) => keyId) };
    });
  }

  /**
   * The id of the tenant's key with this secret, made where it is missing. A revoked one is not revived: see `state`.
   * @throws TenantError tenant_not_found, invalid_secret, too_many_keys
   */
  async ensureKey(
    tenantId: string,
    secret: string,
  ): Promise<{ readonly keyId: string; readonly state: ProxyKeyState }> {
    assertStrong(secret);
    return this.exclusively(tenantId, async () => {
      const known = await this.keyWith(tenantId, secret);
      if (known) return known;
      await this.requireRoom(tenantId);
      return { keyId: await this.insertKey(tenantId, secret, 'file-id'), state: 'active' };
    });
  }

  /** Oldest first, the newest twenty revoked ones too; without secrets. */
  async listKeys(tenantId: string): Promise<ProxyKey[]> {
    return this.rows.listKeys(idOf(tenantId));
  }

  /** Ids signed with the key are accepted still; says that new ones should be signed with another. @throws TenantError key_not_found */
  retireKey(tenantId: string, keyId: string): Promise<ProxyKey> {
    return this.changeKey(keyId, () => this.rows.setKeyState(idOf(tenantId), keyId, 'retiring'));
  }

  /** Takes `retireKey` back. @throws TenantError key_not_found */
  activateKey(tenantId: string, keyId: string): Promise<ProxyKey> {
    return this.changeKey(keyId, () => this.rows.setKeyState(idOf(tenantId), keyId, 'active'));
  }

  /**
   * Ids signed with the key are refused from now on, for good. Sessions that run with it may save for the tenant's days of grace,
   * unless they are cut off because the key is in the wrong hands.
   * @throws TenantError key_not_found
   */
  revokeKey(tenantId: string, keyId: string, { cutOff = false } = {}): Promise<ProxyKey> {
    return this.changeKey(keyId, () => this.rows.revokeKey(idOf(tenantId), keyId, cutOff));
  }

  private async changeKey(keyId: string, change: () => Promise<ProxyKey | undefined>): Promise<ProxyKey> {
    const key = UUID.test(keyId) ? await change() : undefined;
    if (!key) throw new TenantError('key_not_found', 'The tenant has no such key that could be changed.');
    return key;
  }

  private async exclusively<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    return this.rows.exclusively(idOf(tenantId), async () => {
      await this.get(tenantId);
      return work();
    });
  }

  private async insertKey(tenantId: string, secret: string, purpose: KeyPurpose): Promise<string> {
    const keyId = randomUUID();
    const sealed = this.sealer.seal(Buffer.from(secret), sealContext(keyId));
    await this.rows.insertKey(tenantId, keyId, sealed, purpose);
    await this.former.forgetOldest(tenantId);
    return keyId;
  }

  private async requireRoom(tenantId: string): Promise<void> {
    const { accepted, revokedInGrace } = await this.rows.comparedKeys(tenantId);
    if (accepted >= MOST_ACCEPTED_KEYS)
      throw new TenantError('too_many_keys', `The tenant has ${accepted} keys that are accepted: revoke one first.`); // prettier-ignore
    if (revokedInGrace >= MOST_REVOKED_IN_GRACE)
      throw new TenantError('too_many_keys', `Sessions of ${revokedInGrace} revoked keys may save still: cut those of one off first.`); // prettier-ignore
  }

  private async keyWith(
    tenantId: string,
    secret: string,
  ): Promise<{ readonly keyId: string; readonly state: ProxyKeyState } | undefined> {
    const wanted = Buffer.from(secret);
    const known = (await this.rows.keys(tenantId)).find(({ keyId, sealedSecret }) => {
      const secretOf = this.sealer.open(sealedSecret, sealContext(keyId));
      return secretOf.length === wanted.length && timingSafeEqual(secretOf, wanted);
    });
    if (known) return { keyId: known.keyId, state: known.state };
    const keyId = await this.former.find(tenantId, wanted);
    return keyId === undefined ? undefined : { keyId, state: 'revoked' };
  }
}

function urlTaken({ filesUrl }: NewInstance): never {
  throw new TenantError('files_url_taken', `The files URL ${filesUrl} is registered already.`);
}

const randomSecret = (): string => randomBytes(32).toString('base64url');

function assertStrong(secret: string): void {
  const bytes = Buffer.byteLength(secret);
  if (bytes >= KEY_MIN_BYTES && bytes <= KEY_MAX_BYTES) return;
  throw new TenantError('invalid_secret', `A key must have ${KEY_MIN_BYTES} to ${KEY_MAX_BYTES} bytes.`);
}
