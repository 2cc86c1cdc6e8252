import type { OutgoingPolicy } from '#outgoing';
import type { EntitlementStatement, Instance, ProxyKey, Tenant } from '#tenants';

/** What the checks look at. */
export interface CheckedInstance {
  readonly tenant: Tenant;
  readonly instance: Instance;
  readonly keys: readonly ProxyKey[];
  readonly statements: readonly EntitlementStatement[];
  /** Origin of the proxy. */
  readonly proxyUrl: string;
  readonly policy: OutgoingPolicy;
  /** Of the large body that is sent. */
  readonly bodyBytes: number;
}

/** An address that nothing is at, and whose token nobody made. */
export function madeUpUrl({ instance }: CheckedInstance, suffix = ''): string {
  return `${instance.filesUrl}0123456789abcdef-made-up${suffix}?access_token=made-up`;
}
