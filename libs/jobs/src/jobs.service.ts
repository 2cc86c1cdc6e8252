import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { DoItem, Job, JobKey } from './job.js';
import { JobQueue } from './job-queue.js';
import { JOBS_OPTIONS, type JobsOptions } from './jobs-options.js';
import { JobsRepository } from './persistence/jobs.repository.js';
import { RunJob } from './run-job.js';

/** Few items are done before the answer. */
const FEW = 50;
const FEW_MS = 5_000;

/** Jobs of the tenant whose files this installation keeps. A companion is the audit row of a change. */
@Injectable()
export class Jobs {
  constructor(
    private readonly rows: JobsRepository,
    private readonly queue: JobQueue,
    private readonly runJob: RunJob,
    private readonly db: Db,
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
  ) {}

  /** Says what jobs of a kind do with each item; all replicas say the same. */
  handle<Subject extends object>(kind: string, work: DoItem<Subject>): void {
    this.runJob.handle(kind, (subject, createdBy) => work(subject as Subject, createdBy));
  }

  /** One of few items is over when this returns, unless they take long; every other one is carried on by whichever replica. */
  async start(
    kind: string,
    subjects: readonly object[],
    createdBy: string,
    companion: Companion,
  ): Promise<Job> {
    const key = { tenantId: this.options.tenantId, jobId: randomUUID() };
    await this.db.transaction(async () => {
      await this.rows.add(key, kind, createdBy, subjects, companion);
      await this.queue.add(key);
    });
    const end = Date.now() + FEW_MS;
    if (subjects.length <= FEW) await this.runJob.run(key, () => Date.now() > end);
    return (await this.rows.find(key))!;
  }

  find(jobId: string): Promise<Job | undefined> {
    return this.rows.find(this.key(jobId));
  }

  /** False where it is over, or never was. */
  cancel(jobId: string, companion: Companion): Promise<boolean> {
    return this.rows.cancel(this.key(jobId), companion);
  }

  private key(jobId: string): JobKey {
    return { tenantId: this.options.tenantId, jobId };
  }
}
