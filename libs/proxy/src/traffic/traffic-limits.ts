import type { ProxyRoute } from '#tenants';

/** What one tenant may ask of one process of the proxy. */
export interface TrafficLimits {
  /** On average; ten seconds' worth may come at once. A single file may have a fifth of it, a single token a tenth. */
  readonly requestsPerSecond: number;
  /** Calls under way. */
  readonly concurrentCalls: number;
  /** Of bodies, both ways together: what is beyond waits, and is not refused. */
  readonly bytesPerSecond: number;
  /** Largest body, either way. */
  readonly maxFileBytes: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_TRAFFIC: TrafficLimits = {
  requestsPerSecond: 500,
  concurrentCalls: 256,
  bytesPerSecond: 100 * MIB,
  maxFileBytes: 512 * MIB,
};

/** The limits of a route's tenant, and where it has none of its own the installation's. */
export function limitsOf({ tenant: { limits } }: ProxyRoute, installation: TrafficLimits): TrafficLimits {
  return {
    requestsPerSecond: limits.requestsPerSecond ?? installation.requestsPerSecond,
    concurrentCalls: limits.concurrentCalls ?? installation.concurrentCalls,
    bytesPerSecond: limits.mibPerSecond === null ? installation.bytesPerSecond : limits.mibPerSecond * MIB,
    maxFileBytes: limits.maxFileMib === null ? installation.maxFileBytes : limits.maxFileMib * MIB,
  };
}
