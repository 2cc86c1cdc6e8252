import type { ProxiedFileIdDialect, UpstreamMode } from '#wopi-protocol';

/** The tenant whose files this installation's own host keeps; the first migration brings it. */
export const DEFAULT_TENANT_ID = '00000000-0000-0000-0000-000000000001';

/** Fewest bytes of a proxy key, counted in UTF-8. */
export const KEY_MIN_BYTES = 32;

/** Which of Microsoft's offers the tenant's users hold. */
export type TenantPlan = 'business' | 'personal';

/** Calls are served in `trial`, `active` and `grace`. */
export type TenantState = 'trial' | 'active' | 'grace' | 'suspended' | 'expired';

/** Whom to write to, e.g. before the subscription ends. */
export interface TenantContact {
  readonly name: string;
  readonly email: string;
  /** What for, in a word or two. */
  readonly role?: string;
}

/** How the tenant's calls are treated. */
export interface TenantPolicy {
  /** Calls with a wrong proof are served all the same, and marked: for the days of a migration. */
  readonly softProof: boolean;
  /** Editing asks for a Microsoft 365 licence, whatever the instance says (LicenseCheckForEditIsEnabled). */
  readonly businessFlow: boolean;
  /** Clients see pseudonyms in the place of user ids. */
  readonly pseudonymUserIds: boolean;
  /** The proxy keeps what PutUserInfo brings, for instances that cannot. */
  readonly keepUserInfo: boolean;
  /** What the tenant's discovery is limited to; null: all of it. */
  readonly discoveryApps: readonly string[] | null;
  readonly discoveryActions: readonly string[] | null;
}

/** What the tenant may ask of one process of the proxy; null: what the installation's configuration says. */
export interface TenantLimits {
  readonly requestsPerSecond: number | null;
  readonly concurrentCalls: number | null;
  readonly mibPerSecond: number | null;
  readonly maxFileMib: number | null;
}

/** A customer of the proxy. */
export interface Tenant {
  readonly tenantId: string;
  /** Unique in the installation. */
  readonly name: string;
  readonly plan: TenantPlan;
  /** As it was when the row was read: it follows the dates. */
  readonly state: TenantState;
  readonly contacts: readonly TenantContact[];
  /** Null: since ever. */
  readonly validFrom: Date | null;
  /** Null: for good. */
  readonly validUntil: Date | null;
  /** After the end, for how many days running sessions may still save. */
  readonly graceDays: number;
  /** The last moment of that, where an end is known. */
  readonly savesUntil: Date | null;
  /** Distinct users in 30 days that were paid for; null: any number. */
  readonly seats: number | null;
  readonly policy: TenantPolicy;
  readonly limits: TenantLimits;
  readonly createdAt: Date;
}

/** What runs at an instance; `gateway` is this software's own host. */
export type InstanceProduct = 'owncloud10' | 'ocis' | 'wopiserver' | 'gateway' | 'other';

/** What is said of an instance when it is registered. */
export interface InstanceSettings {
  /** Claim `u` of its proxied file ids, e.g. `https://cloud.example/wopi/files/`; normalised when registered. */
  readonly filesUrl: string;
  /** `transparent` unless told. */
  readonly mode?: UpstreamMode;
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
  readonly mode: UpstreamMode;
  readonly privateNetwork: boolean;
  readonly plainFileId: boolean;
  /** Undefined until the first call with a valid id has shown it. */
  readonly dialect: ProxiedFileIdDialect | undefined;
  readonly product: InstanceProduct | null;
  readonly productVersion: string | null;
  /** Origins that people open the instance by; URLs for browsers may point to these only. */
  readonly browserOrigins: readonly string[];
  /** PEM of the only authorities that are trusted for it; null: the usual ones. */
  readonly pinnedCa: string | null;
  /** HostEditUrl and DownloadUrl lead through the proxy's redirector. */
  readonly redirector: boolean;
  /** FileUrl becomes a short-lived URL on the proxy instead of being left out. */
  readonly proxiedFileUrl: boolean;
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
