/** Where a call goes, byte for byte. */
export interface UpstreamAddress {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. */
  readonly target: string;
}
