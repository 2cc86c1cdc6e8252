import type { ProxiedFileIdDialect } from '#wopi-protocol';

/** The tenant whose files this installation's own host keeps; the first migration brings it. */
export const DEFAULT_TENANT_ID = '00000000-0000-0000-0000-000000000001';

/** Fewest bytes of a proxy key, counted in UTF-8. */
export const KEY_MIN_BYTES = 32;

/** Which of Microsoft's offers the tenant's users hold. */
export type TenantPlan = 'business' | 'personal';

/** Calls are served in `trial`, `active` and `grace`. */
export type TenantState = 'trial' | 'active' | 'grace' | 'suspended' | 'expired';

/** A customer of the proxy. */
export interface Tenant {
  readonly tenantId: string;
  /** Unique in the installation. */
  readonly name: string;
  readonly plan: TenantPlan;
  readonly state: TenantState;
  readonly createdAt: Date;
}

/** How an instance is told who vouches for a call: the client's own proof, or the proxy's signed assertion. */
export type InstanceMode = 'transparent' | 'attested';

/** What is said of an instance when it is registered. */
export interface InstanceSettings {
  /** Claim `u` of its proxied file ids, e.g. `https://cloud.example/wopi/files/`; normalised when registered. */
  readonly filesUrl: string;
  /** `transparent` unless told. */
  readonly mode?: InstanceMode;
  /** Lies in a private network, so plain http and private addresses are allowed; false unless told. */
  readonly privateNetwork?: boolean;
  /** Calls carry the instance's own file id instead of the proxied one; false unless told. */
  readonly plainFileId?: boolean;
  /** How ids are written for it where the id at hand does not show it. */
  readonly dialect?: ProxiedFileIdDialect;
}

/** One ownCloud (or other WOPI host) of a tenant. */
export interface Instance {
  readonly instanceId: string;
  readonly tenantId: string;
  /** Normalised, with its trailing slash; no two instances have the same. */
  readonly filesUrl: string;
  readonly mode: InstanceMode;
  readonly privateNetwork: boolean;
  readonly plainFileId: boolean;
  readonly dialect: ProxiedFileIdDialect | undefined;
  readonly createdAt: Date;
}

/** Ids signed with an `active` or `retiring` key are accepted, those of a `revoked` one are not. */
export type ProxyKeyState = 'active' | 'retiring' | 'revoked';

/** A key without its secret. */
export interface ProxyKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly state: ProxyKeyState;
  readonly createdAt: Date;
}

/** A new key with its secret, which cannot be read again. */
export interface IssuedKey {
  readonly keyId: string;
  readonly secret: string;
}
