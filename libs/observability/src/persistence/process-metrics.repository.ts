import { uptime } from 'node:process';
import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { BootSetting, RunningProcess } from '../running-process.js';
import * as sql from './process-metrics.sql.js';

export interface ProcessReport {
  readonly instanceId: string;
  readonly process: string;
  readonly settings: readonly BootSetting[];
  readonly metrics: MetricObjectWithValues<MetricValue<string>>[];
}

/** What every running process says of itself, so that one listener can show all of them. */
@Injectable()
export class ProcessMetricsRepository {
  constructor(private readonly db: Db) {}

  async report({ instanceId, process, settings, metrics }: ProcessReport): Promise<void> {
    const values = [instanceId, process, JSON.stringify(metrics), JSON.stringify(settings), uptime()];
    await this.db.query(sql.REPORT, values);
  }

  async forget(instanceId: string): Promise<void> {
    await this.db.query(sql.FORGET, [instanceId]);
  }

  async forgetDead(): Promise<void> {
    await this.db.query(sql.FORGET_DEAD);
  }

  recent(): Promise<Pick<ProcessReport, 'metrics'>[]> {
    return this.db.query(sql.RECENT);
  }

  running(): Promise<RunningProcess[]> {
    return this.db.query<RunningProcess>(sql.RUNNING);
  }
}
