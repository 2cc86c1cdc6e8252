export interface PortalOptions {
  /** The tenant whose files the portal shows. */
  readonly tenantId: string;
  /** Folder with the built pages: `index.html` and `assets/`. */
  readonly webRoot: string;
  /** Uploads above this many bytes are refused. */
  readonly maxFileBytes: number;
  /** The way that documents are opened unless a person asks for the direct one. */
  readonly route: 'proxy' | 'direct';
  /** Names of the configured office clients, the preferred one first. */
  readonly clients: readonly string[];
  /** Whether people may let native apps in. */
  readonly nativeApps?: boolean | undefined;
  /** Whether people with a role get keys to the admin API. */
  readonly adminKeys?: boolean | undefined;
  /** Whether people may have a second factor. */
  readonly secondFactors?: boolean | undefined;
  /** What people call the OpenID provider that they may sign in at; undefined where there is none. */
  readonly openIdName?: string | undefined;
}

export const PORTAL_OPTIONS = Symbol('PORTAL_OPTIONS');
