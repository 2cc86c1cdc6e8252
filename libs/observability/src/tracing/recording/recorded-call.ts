import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { CallFacts, CallSpan } from '../call-span.js';
import { plainId } from '../trace-context.js';

/** A call with many statements shows its first ones. */
const MOST_PARTS = 64;

interface Part {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
}

/** A call whose trace is kept. Parts become spans when it ends: one that never ends leaves none. */
export class RecordedCall implements CallSpan {
  readonly #parts: Part[] = [];
  #carriedOn: Span | undefined;
  #left = 0;

  /** @param toEpoch what turns the clock of `performance` into milliseconds since 1970 */
  constructor(
    private readonly tracer: Tracer,
    private readonly span: Span,
    private readonly toEpoch: number,
  ) {}

  part(name: string, milliseconds: number): void {
    const endTime = this.now();
    if (this.#parts.length < MOST_PARTS)
      this.#parts.push({ name, startTime: endTime - milliseconds, endTime });
    else this.#left++;
  }

  carriedOn(): string {
    this.#carriedOn = this.child('upstream', SpanKind.CLIENT, this.now());
    const { traceId, spanId } = this.#carriedOn.spanContext();
    return `00-${traceId}-${spanId}-01`;
  }

  carriedBack(status: number | undefined): void {
    const span = this.#carriedOn;
    if (status !== undefined) span?.setAttribute('http.response.status_code', status);
    if (status === undefined || status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end(this.now());
  }

  end(facts: CallFacts): void {
    for (const { name, startTime, endTime } of this.#parts)
      this.child(name, SpanKind.INTERNAL, startTime).end(endTime);
    this.span.updateName(facts.operation);
    this.span.setAttributes(attributesOf(facts));
    if (this.#left > 0) this.span.setAttribute('wopi.parts_left_out', this.#left);
    if (facts.status >= 500) this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.end(this.now());
  }

  private child(name: string, kind: SpanKind, startTime: number): Span {
    return this.tracer.startSpan(name, { kind, startTime }, trace.setSpan(ROOT_CONTEXT, this.span));
  }

  private now(): number {
    return performance.now() + this.toEpoch;
  }
}

function attributesOf(facts: CallFacts): Attributes {
  return {
    'http.response.status_code': facts.status,
    'wopi.operation': facts.operation,
    'wopi.client': facts.client,
    'wopi.tenant.id': facts.tenantId,
    'wopi.instance.id': facts.instanceId,
    'wopi.proof': facts.proof,
    'wopi.correlation_id': plainId(facts.correlationId),
    'wopi.session_id': plainId(facts.wopiSessionId),
    'wopi.request.body.size': facts.bytesIn,
    'wopi.response.body.size': facts.bytesOut,
  };
}
