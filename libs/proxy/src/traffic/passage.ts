import { OutgoingError, type OutgoingErrorCode, type Pace } from '#outgoing';
import type { RequestedCallThrottling } from '../rewriting/requested-throttling.js';
import type { Circuits } from './circuits.js';
import type { RetryStorms } from './retry-storms.js';
import type { TenantTraffic } from './tenant-traffic.js';
import type { TrafficLimits } from './traffic-limits.js';

/** Errors that an instance answers for; the others are the client's or the proxy's own. */
const FAULTS: ReadonlySet<OutgoingErrorCode> = new Set([
  'refused_address',
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'bad_response',
  'too_large',
]);
/** Once an answer has begun, a client that is slow or wants too much may be the reason of what only looks like a fault. */
const FAULTS_OF_ANSWERS: ReadonlySet<OutgoingErrorCode> = new Set(['reset', 'bad_response']);
/** What a server in front of a dead one says. */
const DEAD_BEHIND: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whose call it is, and what keeps count of it. */
export interface PassageOptions {
  readonly tenant: TenantTraffic;
  readonly limits: TrafficLimits;
  readonly instanceId: string;
  /** What the call repeats when it comes again. */
  readonly loop: string;
  /** Undefined while there is room enough. */
  readonly throttling: RequestedCallThrottling | undefined;
  readonly circuits: Circuits;
  readonly storms: RetryStorms;
}

/** An admitted call on its way: whoever has it tells what came of it, and leaves exactly once. */
export class Passage {
  #answered = false;
  #broken = false;

  constructor(private readonly options: PassageOptions) {}

  get limits(): TrafficLimits {
    return this.options.limits;
  }

  get throttling(): RequestedCallThrottling | undefined {
    return this.options.throttling;
  }

  readonly pace: Pace = (bytes, go) => {
    const { tenant, limits } = this.options;
    return tenant.bodies.moved(bytes, limits.bytesPerSecond, go);
  };

  /** The instance has begun to answer. */
  answered(status: number): void {
    const { circuits, storms, instanceId, loop } = this.options;
    const now = performance.now();
    this.#answered = true;
    storms.answered(loop, status, now);
    if (DEAD_BEHIND.has(status)) this.blame();
    else circuits.answered(instanceId, now);
  }

  failed(error: unknown): void {
    const faults = this.#answered ? FAULTS_OF_ANSWERS : FAULTS;
    if (!this.#broken && error instanceof OutgoingError && faults.has(error.code)) this.blame();
    this.#broken = true;
  }

  leave(): void {
    const { tenant, circuits, instanceId } = this.options;
    tenant.concurrent -= 1;
    if (!this.#answered) circuits.abandoned(instanceId);
    else if (!this.#broken) circuits.served(instanceId);
  }

  private blame(): void {
    this.#broken = true;
    this.options.circuits.failed(this.options.instanceId, performance.now());
  }
}
