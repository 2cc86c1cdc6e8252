export interface IdentityOptions {
  /** The tenant whose accounts these are. */
  readonly tenantId: string;
  /** Where the portal is, e.g. `https://files.example.com`: the only origin whose pages may change anything. */
  readonly portalOrigin: string;
  /** True where the portal is reached by https. */
  readonly secureCookies: boolean;
}

export const IDENTITY_OPTIONS = Symbol('IDENTITY_OPTIONS');
