import { hash } from 'node:crypto';
import type { AuditEntry } from '#audit';
import type { CallSpan, TracedCall } from '#observability';
import type { ProxyRoute, RegisteredKey } from '#tenants';
import { WopiHeader } from '#wopi-protocol';
import type { ProofFinding } from './proof/proof-findings.js';
import type { RequestHeaders } from './request-headers.js';

const ID_MAX_LENGTH = 128;

/** What becomes known of one call while it is served: for the audit log and the metrics, which get no token and no name. */
export class CallRecord implements TracedCall {
  /** Name in the specification, or Unknown. */
  operation = 'Unknown';
  client: string | undefined;
  proof: string | undefined;
  /** Let pass although its proof was wrong. */
  soft = false;
  /** Why the proof did not fit, where that was looked into. */
  proofFinding: ProofFinding | undefined;
  route: ProxyRoute | undefined;
  key: RegisteredKey | undefined;
  fileId: string | undefined;
  /** Pseudonym, where the answer told the user. */
  userId: string | undefined;
  headers: RequestHeaders | undefined;
  /** Of bodies; undefined where the call was broken off. */
  bytesIn: number | undefined;
  bytesOut: number | undefined;
  /** What the instance answered. */
  upstreamStatus: number | undefined;
  /** Members of the answer that led where the tenant's people have nothing to do. */
  removed: readonly string[] | undefined;
  /** Why the proxy itself refused or broke the call off. */
  failure: string | undefined;
  /** Whether it ended by an error. */
  broken = false;
  /** Where it is traced, from the moment that it goes to its instance. */
  span: CallSpan | undefined;
  readonly startedAt = performance.now();
  #sentAt: number | undefined;
  #answeredAt: number | undefined;

  constructor(readonly remoteAddress: string | undefined) {}

  sentUpstream(): void {
    this.#sentAt = performance.now();
  }

  answeredByUpstream(status: number): void {
    this.upstreamStatus = status;
    this.#answeredAt = performance.now();
  }

  /** Whether it went on to its instance. */
  get sent(): boolean {
    return this.#sentAt !== undefined;
  }

  get correlationId(): string | undefined {
    return this.headers?.value(WopiHeader.CorrelationId.toLowerCase());
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  /** Undefined while no verified id has told the tenant: a stranger writes into nobody's log. */
  auditEntry(status: number): AuditEntry | undefined {
    const { route, key, headers } = this;
    if (!route || !key) return undefined;
    const header = (name: string) => headers?.value(name.toLowerCase())?.slice(0, ID_MAX_LENGTH);
    return {
      tenantId: route.tenant.tenantId,
      operation: this.operation,
      status,
      fileId: this.fileId === undefined ? undefined : hash('sha256', this.fileId, 'hex'),
      userId: this.userId,
      client: this.client,
      instanceId: route.instance.instanceId,
      keyId: key.keyId,
      proof: this.soft ? `soft:${this.proof}` : this.proof,
      correlationId: header(WopiHeader.CorrelationId),
      wopiSessionId: header(WopiHeader.SessionId),
      deviceId: header(WopiHeader.DeviceId),
      clientVersion: header(WopiHeader.ClientVersion),
      remoteAddress: this.remoteAddress,
      bytesIn: this.bytesIn,
      bytesOut: this.bytesOut,
      milliseconds: this.seconds * 1000,
      upstreamMilliseconds:
        this.#sentAt === undefined || this.#answeredAt === undefined
          ? undefined
          : this.#answeredAt - this.#sentAt,
      detail: this.detail,
    };
  }

  private get detail(): AuditEntry['detail'] {
    const { failure, proofFinding, removed } = this;
    if (failure === undefined && !proofFinding && !removed) return undefined;
    return {
      ...(failure !== undefined && { failure }),
      ...(proofFinding && { proofFinding }),
      ...(removed && { removed }),
    };
  }
}
