import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { TenantMetrics } from '#observability';
import type { ProxyRoute } from '#tenants';
import { WopiError, type WopiOperationName } from '#wopi-protocol';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';
import { Circuits } from './circuits.js';
import type { RequestHeaders } from '../request-headers.js';
import type { RequestedCallThrottling } from '../rewriting/requested-throttling.js';
import { Passage } from './passage.js';
import { RetryStorms } from './retry-storms.js';
import { TenantTraffic } from './tenant-traffic.js';
import { type Bucket, type BucketRule, refilled, secondsUntilOne, TokenBuckets } from './token-buckets.js';
import { DEFAULT_TRAFFIC, limitsOf, type TrafficLimits } from './traffic-limits.js';

/** What a call is counted by. */
export interface CountedCall {
  readonly route: ProxyRoute;
  readonly operation: WopiOperationName | undefined;
  readonly fileId: string;
  readonly accessToken: string;
  readonly headers: RequestHeaders;
}

const BURST_SECONDS = 10;
const SHARE_OF_FILE = 1 / 5;
const SHARE_OF_TOKEN = 1 / 10;
const MOST_BUCKETS = 20_000;
const WAIT_FOR_A_PLACE_SECONDS = 2;

/** Of the smallest of all shares that are left. */
const WISHES: readonly (readonly [leftBelow: number, RequestedCallThrottling])[] = [
  [0.05, 'Critical'],
  [0.15, 'Major'],
  [0.3, 'Medium'],
  [0.5, 'Minor'],
];

/** Keeps tenants from one another's way: how often, how much at once and how fast each may call, and whom it is useless to ask. */
@Injectable()
export class Traffic {
  private readonly logger = new Logger(Traffic.name);
  readonly #tenants = new Map<string, TenantTraffic>();
  readonly #files = new TokenBuckets(MOST_BUCKETS);
  readonly #tokens = new TokenBuckets(MOST_BUCKETS);
  readonly #storms = new RetryStorms();
  readonly #circuits: Circuits;
  readonly #installation: TrafficLimits;

  constructor(metrics: TenantMetrics, @Inject(PROXY_OPTIONS) { traffic }: ProxyOptions) {
    this.#installation = { ...DEFAULT_TRAFFIC, ...traffic };
    this.#circuits = new Circuits((instanceId, open) => {
      this.logger.warn(
        open
          ? `Instance ${instanceId} does not answer: its calls are refused for a while`
          : `Instance ${instanceId} answers again`,
      );
    });
    metrics.openCircuits(() => this.#circuits.open);
  }

  /**
   * To be asked before anything that costs time is done for a call; takes nothing.
   * @throws WopiError throttled, upstream_unreachable: as `enter` would
   */
  requireRoom(route: ProxyRoute): void {
    const now = performance.now();
    const limits = limitsOf(route, this.#installation);
    const tenant = this.tenant(route.tenant.tenantId);
    this.requireTenantsRoom(tenant, limits, now);
    if (this.#circuits.restOf(route.instance.instanceId, now) > 0) throw circuitOpen();
  }

  /**
   * Lets a call pass, or not.
   * @throws WopiError throttled, with the time to wait; body_too_large; upstream_unreachable for an instance that does not answer
   */
  enter(call: CountedCall): Passage {
    const now = performance.now();
    const { tenantId } = call.route.tenant;
    const { instanceId } = call.route.instance;
    const limits = limitsOf(call.route, this.#installation);
    if (Number(call.headers.value('content-length') ?? 0) > limits.maxFileBytes)
      throw new WopiError('body_too_large');
    const tenant = this.tenant(tenantId);
    const token = hash('sha256', call.accessToken, 'base64url');
    const loop = `${instanceId} ${call.operation} ${call.fileId} ${token}`;
    const stormMs = this.#storms.refusedFor(loop, now);
    if (stormMs > 0) throw throttled('retry_storm', stormMs / 1000);
    const take = this.placeFor(tenant, `${instanceId} ${call.fileId}`, `${tenantId} ${token}`, limits, now);
    // Last, since it may make this call the trial; and calls that are refused here cost their tenant nothing.
    if (this.#circuits.refusedFor(instanceId, now) > 0) throw circuitOpen();
    const left = take();
    const throttling = WISHES.find(([below]) => left < below)?.[1];
    const kept = { circuits: this.#circuits, storms: this.#storms };
    return new Passage({ tenant, limits, instanceId, loop, throttling, ...kept });
  }

  /** Resolves when the client is to hear that its call was refused for the sake of these limits, or has gone. */
  async refusalIsDue(tenantId: string, response: ServerResponse): Promise<void> {
    await this.tenant(tenantId).refusals.due(response);
  }

  /** Whether the refusal of a tenant's call is to be written down, and how many were not since the last one that was. */
  refusalToLog(tenantId: string): number | undefined {
    return this.tenant(tenantId).refusalToLog(performance.now());
  }

  private tenant(tenantId: string): TenantTraffic {
    let tenant = this.#tenants.get(tenantId);
    if (!tenant) this.#tenants.set(tenantId, (tenant = new TenantTraffic()));
    return tenant;
  }

  /** Finds a place among the tenant's calls; taking it answers the smallest share that is left of anything. */
  private placeFor(
    tenant: TenantTraffic,
    fileKey: string,
    tokenKey: string,
    limits: TrafficLimits,
    now: number,
  ): () => number {
    const ofTenant = ruleOf(limits.requestsPerSecond);
    const ofFile = ruleOf(limits.requestsPerSecond * SHARE_OF_FILE);
    const ofToken = ruleOf(limits.requestsPerSecond * SHARE_OF_TOKEN);
    const token = this.#tokens.at(tokenKey, ofToken, now);
    const file = this.#files.at(fileKey, ofFile, now);
    requireOne('token', token, ofToken);
    requireOne('file', file, ofFile);
    const requests = this.requireTenantsRoom(tenant, limits, now);
    return () => {
      tenant.concurrent += 1;
      return Math.min(
        --token.level / ofToken.burst,
        --file.level / ofFile.burst,
        --requests.level / ofTenant.burst,
        1 - tenant.concurrent / limits.concurrentCalls,
      );
    };
  }

  /** Answers the bucket of the tenant's requests. */
  private requireTenantsRoom(tenant: TenantTraffic, limits: TrafficLimits, now: number): Bucket {
    const rule = ruleOf(limits.requestsPerSecond);
    const requests = (tenant.requests = refilled(tenant.requests, rule, now));
    requireOne('tenant', requests, rule);
    if (tenant.concurrent >= limits.concurrentCalls) throw throttled('at_once', WAIT_FOR_A_PLACE_SECONDS);
    return requests;
  }
}

function ruleOf(perSecond: number): BucketRule {
  return { perSecond, burst: Math.max(1, perSecond * BURST_SECONDS) };
}

function requireOne(whose: string, bucket: Bucket, rule: BucketRule): void {
  const seconds = secondsUntilOne(bucket, rule);
  if (seconds > 0) throw throttled(whose, seconds);
}

function throttled(why: string, retryAfterSeconds: number): WopiError {
  return new WopiError('throttled', { reason: `throttled_${why}`, retryAfterSeconds });
}

function circuitOpen(): WopiError {
  return new WopiError('upstream_unreachable', { reason: 'upstream_circuit_open' });
}
