import type { SecondFactorOptions } from './second-factor/second-factor-options.js';
import type { OpenIdOptions } from './openid/openid-options.js';

export interface IdentityOptions {
  /** The tenant whose accounts these are. */
  readonly tenantId: string;
  /** Where the portal is, e.g. `https://files.example.com`: the only origin whose pages may change anything. */
  readonly portalOrigin: string;
  /** True where the portal is reached by https. */
  readonly secureCookies: boolean;
  /** Where people sign in, beside or in the place of passwords. */
  readonly openId?: OpenIdOptions | undefined;
  /** What people may, or must, prove beside their password; undefined in processes where nobody signs in. */
  readonly secondFactor?: SecondFactorOptions | undefined;
  /** The login of the one account that may still use its password; undefined where all may. */
  readonly breakGlassLogin?: string | undefined;
}

export const IDENTITY_OPTIONS = Symbol('IDENTITY_OPTIONS');
