import type { TrafficLimits } from './traffic/traffic-limits.js';

/** DI token of {@link ProxyOptions}. */
export const PROXY_OPTIONS = Symbol('PROXY_OPTIONS');

/** What the proxy is told by whoever starts it. */
export interface ProxyOptions {
  /** Origin that clients call it by, without a trailing slash; proofs are checked against it and never against Host. */
  readonly publicUrl: string;
  /** Origin of the redirector, under a host name of its own; undefined: there is none. */
  readonly redirectorUrl?: string | undefined;
  /** `off` takes calls without a client's proof: for development. */
  readonly proof: 'required' | 'off';
  /** Seals the private keys that sign assertions; the same in every process. */
  readonly encryptionKey: string;
  /** Reverse proxies in front that name the caller in X-Forwarded-For; none unless told. */
  readonly trustedProxies?: number;
  readonly limits?: Partial<UpstreamLimits>;
  /** What each tenant may ask of this process. */
  readonly traffic?: Partial<TrafficLimits>;
}

/** How long an upstream may take, in milliseconds. */
export interface UpstreamLimits {
  /** Until the request is on its way: a free connection, name, TCP and TLS. */
  readonly connectMs: number;
  /** From the last byte of the request to the headers of the answer. */
  readonly headersMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
  readonly totalMs: number;
  /** In all for GetFile: the client does not wait longer for a file. */
  readonly getFileMs: number;
}

export const DEFAULT_LIMITS: UpstreamLimits = {
  connectMs: 10_000,
  headersMs: 60_000,
  idleMs: 60_000,
  totalMs: 15 * 60_000,
  getFileMs: 60_000,
};
