import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { METRICS_PROCESS, MetricsReporter } from './metrics-reporter.js';
import { TenantMetrics } from './tenant-metrics.js';
import { ProcessMetricsRepository } from './persistence/process-metrics.repository.js';

export interface ObservabilityOptions {
  /** `host`, `proxy`, `admin`: becomes the label `process`. */
  readonly process: string;
}

@Global()
@Module({
  providers: [Metrics, TenantMetrics, MetricsReporter, ProcessMetricsRepository],
  exports: [Metrics, TenantMetrics, MetricsReporter],
})
export class ObservabilityModule {
  static forRoot({ process }: ObservabilityOptions): DynamicModule {
    return { module: ObservabilityModule, providers: [{ provide: METRICS_PROCESS, useValue: process }] };
  }
}
