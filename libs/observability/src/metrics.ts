import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Microsoft's targets for a WOPI host are 1.5 s and 2 s at the 95th percentile; the buckets lie around them. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 5, 15, 60];

/** What this process counts. Labels are names from configuration and tables only, so their number is bounded. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly operations = new Histogram({
    name: 'wopi_operation_seconds',
    help: 'Time to answer a WOPI operation, from the last header received to the last byte handed to the network',
    labelNames: ['operation', 'client', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Says where it is to be read how far behind the push of the audit log is. */
  auditPushLag(read: () => Promise<number>): void {
    // Reads itself when it is collected.
    void new Gauge({
      name: 'wopi_audit_push_lag_seconds',
      help: 'How long the oldest audit row that the collector has not taken has been waiting',
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  observe(operation: string, client: string, status: number, seconds: number): void {
    this.operations.observe({ operation, client, status: String(status) }, seconds);
  }
}
