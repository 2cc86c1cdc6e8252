export { Metrics } from './metrics.js';
export { type CallOutcome, type TenantCall, TenantMetrics } from './tenant-metrics.js';
export { MetricsReporter } from './metrics-reporter.js';
export { ObservabilityModule, type ObservabilityOptions } from './observability.module.js';
export type { BootSetting, RunningProcess } from './running-process.js';
export { RunningProcesses } from './running-processes.js';
export { Tracing } from './tracing/tracing.js';
export type { CallFacts, CallSpan, TracedCall } from './tracing/call-span.js';
export type { TracingOptions } from './tracing/tracing-options.js';
