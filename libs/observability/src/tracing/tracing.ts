import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Outgoing } from '#outgoing';
import { METRICS_PROCESS } from '../metrics-reporter.js';
import type { CallSpan, TracedCall } from './call-span.js';
import type { SpanRecorder } from './recording/span-recorder.js';
import { TRACING_OPTIONS, type TracingOptions } from './tracing-options.js';

const WARN_EVERY_MS = 60_000;

/** OpenTelemetry's traces of WOPI calls. Where none are wanted, its SDK is not loaded. */
@Injectable()
export class Tracing implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(Tracing.name);
  #recorder: SpanRecorder | undefined;
  #warnedAt = -Infinity;

  constructor(
    @Inject(TRACING_OPTIONS) private readonly options: TracingOptions | undefined,
    @Inject(METRICS_PROCESS) private readonly process: string,
    private readonly outgoing: Outgoing,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.options) return;
    const { SpanRecorder: Recorder } = await import('./recording/span-recorder.js');
    const { serviceName = `wopi-gateway-${this.process}` } = this.options;
    this.#recorder = new Recorder({ ...this.options, serviceName }, this.outgoing, (why) => this.lost(why));
  }

  /** Sends what waits, while requests can still go out. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#recorder?.close();
  }

  /** Undefined where nothing is traced, or not this trace. */
  begin(call: TracedCall): CallSpan | undefined {
    return this.#recorder?.begin(call);
  }

  private lost(outcome: string): void {
    const now = performance.now();
    if (now - this.#warnedAt < WARN_EVERY_MS) return;
    this.#warnedAt = now;
    this.logger.warn(`The collector of traces does not take them: ${outcome}`);
  }
}
