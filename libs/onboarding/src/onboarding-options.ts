export interface OnboardingOptions {
  /** Origin of the proxy. */
  readonly proxyUrl: string;
  /** Of the large body that `verify` sends; 64 MiB unless told. */
  readonly bodyBytes?: number;
  /** Between two looks at one instance; 10 seconds unless told. */
  readonly pauseSeconds?: number;
}

export const ONBOARDING_OPTIONS = Symbol('ONBOARDING_OPTIONS');
