import { type Context, ROOT_CONTEXT, SpanKind, trace, TraceFlags, type Tracer } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Outgoing } from '#outgoing';
import type { CallSpan, TracedCall } from '../call-span.js';
import { OtlpExporter } from './otlp-exporter.js';
import { RecordedCall } from './recorded-call.js';
import { placeOf, type TracePlace } from '../trace-context.js';
import type { TracingOptions } from '../tracing-options.js';

/** From the end of a process's work until the spans that wait are given up. */
const CLOSING_MS = 3_000;

/** Makes the spans of a process, and sends them in batches. At most 2,048 wait; what is beyond is lost. */
export class SpanRecorder {
  readonly #ids = new RandomIdGenerator();
  readonly #exporter: OtlpExporter;
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  /** Of the root that is being made. */
  #traceId: string | undefined;

  /** @param lost told why a batch was not taken */
  constructor(
    options: TracingOptions & { readonly serviceName: string },
    outgoing: Outgoing,
    lost: (outcome: string) => void,
  ) {
    const serializer = options.json ? JsonTraceSerializer : ProtobufTraceSerializer;
    this.#exporter = new OtlpExporter(outgoing, options, serializer, lost);
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': options.serviceName }),
      sampler: new TraceIdRatioBasedSampler(options.ratio),
      idGenerator: {
        generateTraceId: () => this.#traceId ?? this.#ids.generateTraceId(),
        generateSpanId: () => this.#ids.generateSpanId(),
      },
      spanProcessors: [new BatchSpanProcessor({ exporter: this.#exporter })],
    });
    this.#tracer = this.#provider.getTracer('wopi-gateway');
  }

  /** Undefined for a trace that is not kept. */
  begin({ correlationId, traceparent, startedAt }: TracedCall): CallSpan | undefined {
    const place = placeOf(correlationId, traceparent);
    const toEpoch = Date.now() - performance.now();
    this.#traceId = place?.traceId;
    const span = this.#tracer.startSpan(
      'WOPI',
      { kind: SpanKind.SERVER, startTime: startedAt + toEpoch },
      contextOf(place),
    );
    return span.isRecording() ? new RecordedCall(this.#tracer, span, toEpoch) : undefined;
  }

  /** Sends what waits, unless that takes long. */
  async close(): Promise<void> {
    const deadline = setTimeout(() => void this.#exporter.shutdown(), CLOSING_MS);
    await this.#provider.shutdown().catch(() => undefined);
    clearTimeout(deadline);
  }
}

function contextOf(place: TracePlace | undefined): Context {
  if (place?.parentId === undefined) return ROOT_CONTEXT;
  const { traceId, parentId } = place;
  const parent = { traceId, spanId: parentId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}
