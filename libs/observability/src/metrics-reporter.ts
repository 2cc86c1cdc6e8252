import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { BackgroundWork } from '#background';
import { Metrics } from './metrics.js';
import { ProcessMetricsRepository } from './persistence/process-metrics.repository.js';
import { BOOT_SETTINGS, type BootSetting } from './running-process.js';

export const METRICS_PROCESS = Symbol('METRICS_PROCESS');

const REPORT_MS = 10_000;

/** Reports this process's metrics to Postgres, and shows those of all processes on request. */
@Injectable()
export class MetricsReporter extends BackgroundWork {
  private readonly instanceId = randomUUID();

  constructor(
    private readonly metrics: Metrics,
    private readonly reports: ProcessMetricsRepository,
    @Inject(METRICS_PROCESS) private readonly process: string,
    @Inject(BOOT_SETTINGS) private readonly settings: readonly BootSetting[],
  ) {
    super({ everyMs: REPORT_MS });
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.reports.forget(this.instanceId).catch(() => undefined);
  }

  /** All processes' metrics of the last minute in Prometheus's text format. */
  async exposition(): Promise<string> {
    const reports = await this.reports.recent();
    const all = AggregatorRegistry.aggregate(reports.map(({ metrics }) => metrics) as never) as Registry;
    return all.metrics();
  }

  protected override async begin(): Promise<void> {
    this.metrics.registry.setDefaultLabels({ process: this.process, instance: this.instanceId.slice(0, 8) });
    await this.reports.forgetDead().catch((error: unknown) => this.logger.error(error));
    await this.turn().catch((error: unknown) => this.logger.error(error));
  }

  protected async turn(): Promise<void> {
    const metrics = (await this.metrics.registry.getMetricsAsJSON()) as never;
    const { instanceId, process, settings } = this;
    await this.reports.report({ instanceId, process, settings, metrics });
  }
}
