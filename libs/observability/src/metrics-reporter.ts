import { randomUUID } from 'node:crypto';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { Metrics } from './metrics.js';
import { ProcessMetricsRepository } from './persistence/process-metrics.repository.js';

export const METRICS_PROCESS = Symbol('METRICS_PROCESS');

const REPORT_MS = 10_000;

/** Reports this process's metrics to Postgres, and shows those of all processes on request. */
@Injectable()
export class MetricsReporter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MetricsReporter.name);
  private readonly instanceId = randomUUID();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly reports: ProcessMetricsRepository,
    @Inject(METRICS_PROCESS) private readonly process: string,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.metrics.registry.setDefaultLabels({ process: this.process, instance: this.instanceId.slice(0, 8) });
    await this.reports.forgetDead().catch((error: unknown) => this.logger.error(error));
    await this.report();
    this.#timer = setInterval(() => void this.report(), REPORT_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.reports.forget(this.instanceId).catch(() => undefined);
  }

  /** All processes' metrics of the last minute in Prometheus's text format. */
  async exposition(): Promise<string> {
    const reports = await this.reports.recent();
    const all = AggregatorRegistry.aggregate(reports.map(({ metrics }) => metrics) as never) as Registry;
    return all.metrics();
  }

  private async report(): Promise<void> {
    try {
      const metrics = (await this.metrics.registry.getMetricsAsJSON()) as never;
      await this.reports.report({ instanceId: this.instanceId, process: this.process, metrics });
    } catch (error) {
      this.logger.error(error);
    }
  }
}
