export { Metrics } from './metrics.js';
export { type CallOutcome, type TenantCall, TenantMetrics } from './tenant-metrics.js';
export { MetricsReporter } from './metrics-reporter.js';
export { ObservabilityModule, type ObservabilityOptions } from './observability.module.js';
