import type { ClientProfileName } from '#files';
import type { UpstreamMode } from '#wopi-protocol';

export const WOPI_API_OPTIONS = Symbol('WOPI_API_OPTIONS');

/** A proxy whose file ids are accepted, and how it proves where requests come from. */
export interface ProxyInFront {
  readonly url: string;
  readonly secret: string;
  readonly mode: UpstreamMode;
}

export interface WopiApiOptions {
  /** Requests whose tenant is not known yet are audited under this one. */
  readonly tenantId: string;
  /** Origin under which clients call this host, whatever a Host header says. */
  readonly hostUrl: string;
  readonly behindProxy?: ProxyInFront | undefined;
  readonly proofRequired: boolean;
  /** Whether native apps are let in at `/wopibootstrapper`. */
  readonly bootstrapper?: boolean | undefined;
  /** The profile of a configured client. */
  readonly profileOf: (client: string) => ClientProfileName;
}
