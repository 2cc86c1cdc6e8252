/** Where a request may go and how long it may take. Times are milliseconds. */
export interface OutgoingPolicy {
  /** Loopback, RFC 1918, unique local and carrier-grade NAT addresses too. Link-local, metadata and multicast are refused all the same. */
  readonly allowPrivate: boolean;
  /** Until the request is on its way: waiting for a free connection, name, TCP and TLS. 10 s unless told. */
  readonly connectTimeoutMs?: number;
  /** From the end of the request until the answer's headers are whole. 30 s unless told. */
  readonly headersTimeoutMs?: number;
  /** The longest pause within the answer's body; time in which the reader asked for a pause does not count. 30 s unless told. */
  readonly bodyIdleTimeoutMs?: number;
  /** From the call to the last byte. 10 minutes unless told. */
  readonly totalTimeoutMs?: number;
  /** Names and values of the answer's headers together. 16 KiB unless told. */
  readonly maxHeaderBytes?: number;
  /** Certificate authorities (PEM): the only ones that are trusted, in the place of the usual ones. */
  readonly pinnedCertificates?: string | undefined;
}

type Optional = 'pinnedCertificates';

export type FullPolicy = Required<Omit<OutgoingPolicy, Optional>> & Pick<OutgoingPolicy, Optional>;

const DEFAULTS = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  bodyIdleTimeoutMs: 30_000,
  totalTimeoutMs: 600_000,
  maxHeaderBytes: 16 * 1024,
};

const known = new WeakMap<OutgoingPolicy, FullPolicy>();

/** The same one for the same one, which most requests of an origin share. */
export function fullPolicy(policy: OutgoingPolicy): FullPolicy {
  let full = known.get(policy);
  if (!full) known.set(policy, (full = { ...DEFAULTS, ...policy }));
  return full;
}
