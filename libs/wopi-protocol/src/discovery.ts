/** What a WOPI client can do, as its `/hosting/discovery` says (page "WOPI discovery"). */

/** The public halves of the client's proof keys. Base64; '' where the client did not give a value. */
export interface DiscoveryProofKey {
  /** MS CAPI PUBLICKEYBLOB of the current key. */
  readonly value: string;
  readonly modulus: string;
  readonly exponent: string;
  /** MS CAPI PUBLICKEYBLOB of the old key. */
  readonly oldvalue: string;
  readonly oldmodulus: string;
  readonly oldexponent: string;
}

/** One thing that an app does with one kind of file. */
export interface DiscoveryAction {
  /** 'view', 'edit', 'editnew', 'embedview', … */
  readonly name: string;
  /** Extension without the dot. */
  readonly ext?: string;
  readonly progid?: string;
  /** What the host must support, comma-separated: 'locks,update'. */
  readonly requires?: string;
  /** Address of the action with placeholders: see fillActionUrl. Always http or https. */
  readonly urlsrc: string;
  /** For 'convert': the extension that comes out. */
  readonly targetext?: string;
  /** For 'convert': the extension of the new file. */
  readonly newext?: string;
  readonly default?: boolean;
  readonly useParent?: boolean;
}

/** Word, Excel, … */
export interface DiscoveryApp {
  readonly name: string;
  readonly favIconUrl?: string;
  readonly checkLicense?: boolean;
  readonly bootstrapperUrl?: string;
  readonly applicationBaseUrl?: string;
  readonly staticResourceOrigin?: string;
  readonly actions: readonly DiscoveryAction[];
}

/** The apps for callers of one network: 'external-https', 'internal-http', … */
export interface DiscoveryZone {
  readonly name: string;
  readonly apps: readonly DiscoveryApp[];
}

/** A whole discovery document. */
export interface Discovery {
  readonly zones: readonly DiscoveryZone[];
  readonly proofKey?: DiscoveryProofKey;
}

/** A discovery or its proof key that cannot be used; the message is a sentence for an operator. */
export class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
}
