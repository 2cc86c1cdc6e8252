import type { ClientProfileName } from '#files';

export const WOPI_API_OPTIONS = Symbol('WOPI_API_OPTIONS');

export interface WopiApiOptions {
  /** Requests whose tenant is not known yet are audited under this one. */
  readonly tenantId: string;
  /** Origin under which clients call this host, whatever a Host header says. */
  readonly hostUrl: string;
  /** The proxy whose file ids are accepted, and how it proves where requests come from. */
  readonly behindProxy?:
    { readonly url: string; readonly secret: string; readonly mode: 'transparent' | 'attested' } | undefined;
  readonly proofRequired: boolean;
  /** The profile of a configured client. */
  readonly profileOf: (client: string) => ClientProfileName;
}
