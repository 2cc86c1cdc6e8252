import type { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { AnswerStatus, type Outgoing, OutgoingError } from '#outgoing';
import type { TracingOptions } from '../tracing-options.js';

const TIMEOUT_MS = 10_000;

type Done = Parameters<SpanExporter['export']>[1];

/** Posts spans to the collector by the one way out. What it does not take is lost: spans are worth no memory and no second try. */
export class OtlpExporter implements SpanExporter {
  readonly #stop = new AbortController();

  constructor(
    private readonly outgoing: Outgoing,
    private readonly options: TracingOptions,
    private readonly serializer: typeof JsonTraceSerializer,
    private readonly lost: (outcome: string) => void,
  ) {}

  export(spans: ReadableSpan[], done: Done): void {
    void this.exportAll(spans, done);
  }

  /** Breaks off what is under way. */
  async shutdown(): Promise<void> {
    this.#stop.abort();
  }

  private async exportAll(spans: ReadableSpan[], done: Done): Promise<void> {
    done(await this.post(spans));
  }

  private async post(spans: ReadableSpan[]): Promise<Parameters<Done>[0]> {
    try {
      const outcome = await this.send(spans);
      if (/^2\d\d$/.test(outcome)) return { code: 0 };
      if (!this.#stop.signal.aborted) this.lost(outcome);
      return { code: 1 };
    } catch (error) {
      return { code: 1, error: error as Error };
    }
  }

  /** Answers the status, or why there was none. */
  private async send(spans: ReadableSpan[]): Promise<string> {
    const { url, json } = this.options;
    const answer = new AnswerStatus();
    const headers = this.options.headers.map(({ name, value }) => [name, value.reveal()] as const);
    const type = json ? 'application/json' : 'application/x-protobuf';
    try {
      await this.outgoing.stream(
        {
          method: 'POST',
          url,
          headers: [['Content-Type', type], ...headers],
          body: Buffer.from(this.serializer.serializeRequest(spans)!),
          policy: { allowPrivate: true, totalTimeoutMs: TIMEOUT_MS },
          signal: this.#stop.signal,
        },
        answer,
      );
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      return answer.status === undefined ? error.code : String(answer.status);
    }
    return String(answer.status);
  }
}
