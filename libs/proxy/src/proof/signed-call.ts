import type { RequestHeaders } from '../request-headers.js';

/** A call as its client signed it. */
export interface SignedCall {
  /** Public origin and raw request target. */
  readonly url: string;
  /** As it stands in the URL. */
  readonly accessToken: string;
  readonly headers: RequestHeaders;
  /** The `Host` header, which no decision depends on. */
  readonly host: string | undefined;
  /** Where the call would go. */
  readonly upstreamUrl: string;
  /** Calls with the same one usually come from the same client. */
  readonly instanceId: string;
  /** Whether the call is let pass all the same. */
  readonly soft: boolean;
}
