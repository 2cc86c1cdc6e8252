import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { METRICS_PROCESS, MetricsReporter } from './metrics-reporter.js';
import { BOOT_SETTINGS, type BootSetting } from './running-process.js';
import { RunningProcesses } from './running-processes.js';
import { TenantMetrics } from './tenant-metrics.js';
import { Tracing } from './tracing/tracing.js';
import { TRACING_OPTIONS, type TracingOptions } from './tracing/tracing-options.js';
import { ProcessMetricsRepository } from './persistence/process-metrics.repository.js';

export interface ObservabilityOptions {
  /** `host`, `proxy`, `admin`: becomes the label `process`. */
  readonly process: string;
  /** What it booted with, for those who ask what holds; without secrets. */
  readonly settings?: readonly BootSetting[] | undefined;
  /** Where spans of WOPI calls go; undefined where nothing is traced. */
  readonly tracing?: TracingOptions | undefined;
}

/** Needs the module of outgoing requests beside it. */
@Global()
@Module({
  providers: [Metrics, TenantMetrics, MetricsReporter, ProcessMetricsRepository, RunningProcesses, Tracing],
  exports: [Metrics, TenantMetrics, MetricsReporter, RunningProcesses, Tracing],
})
export class ObservabilityModule {
  static forRoot({ process, settings = [], tracing }: ObservabilityOptions): DynamicModule {
    const providers = [
      { provide: METRICS_PROCESS, useValue: process },
      { provide: BOOT_SETTINGS, useValue: settings },
      { provide: TRACING_OPTIONS, useValue: tracing },
    ];
    return { module: ObservabilityModule, providers };
  }
}
