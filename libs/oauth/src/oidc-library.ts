import type { FactoryProvider } from '@nestjs/common';

export type OidcLibrary = typeof import('oidc-provider');

export const OIDC_LIBRARY = Symbol('OIDC_LIBRARY');

/** `oidc-provider`, which is loaded by processes that let apps in and by no other. */
export const oidcLibrary: FactoryProvider<OidcLibrary> = {
  provide: OIDC_LIBRARY,
  useFactory: () => import('oidc-provider'),
};
