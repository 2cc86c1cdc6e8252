import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import * as sql from './process-metrics.sql.js';

export interface ProcessReport {
  readonly instanceId: string;
  readonly process: string;
  readonly metrics: MetricObjectWithValues<MetricValue<string>>[];
}

/** The newest metrics of every running process, so that one listener can show all of them. */
@Injectable()
export class ProcessMetricsRepository {
  constructor(private readonly db: Db) {}

  async report({ instanceId, process, metrics }: ProcessReport): Promise<void> {
    await this.db.query(sql.REPORT, [instanceId, process, JSON.stringify(metrics)]);
  }

  async forget(instanceId: string): Promise<void> {
    await this.db.query(sql.FORGET, [instanceId]);
  }

  async forgetDead(): Promise<void> {
    await this.db.query(sql.FORGET_DEAD);
  }

  recent(): Promise<ProcessReport[]> {
    return this.db.query<ProcessReport>(sql.RECENT);
  }
}
