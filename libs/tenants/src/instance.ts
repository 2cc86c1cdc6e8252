import type { ProxiedFileIdDialect, UpstreamMode } from '#wopi-protocol';

/** What may run at an instance; `ocis` stands for OpenCloud too, `gateway` is this software's own host. */
export const INSTANCE_PRODUCTS = ['owncloud10', 'ocis', 'wopiserver', 'gateway', 'other'] as const;

export type InstanceProduct = (typeof INSTANCE_PRODUCTS)[number];

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
  readonly product?: InstanceProduct | null;
  readonly productVersion?: string | null;
  readonly browserOrigins?: readonly string[];
  readonly pinnedCa?: string | null;
  readonly redirector?: boolean;
  readonly proxiedFileUrl?: boolean;
}

/** What may be changed of an instance; its files URL may not, since every document would become another one. */
export type InstanceChange = Omit<InstanceSettings, 'filesUrl' | 'dialect'>;

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
