import { Injectable } from '@nestjs/common';
import { ProcessMetricsRepository } from './persistence/process-metrics.repository.js';
import type { RunningProcess } from './running-process.js';

/** The processes of this installation that run, each with what it booted with. */
@Injectable()
export class RunningProcesses {
  constructor(private readonly reports: ProcessMetricsRepository) {}

  list(): Promise<RunningProcess[]> {
    return this.reports.running();
  }
}
