import { type DynamicModule, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';
import { JOBS_OPTIONS, type JobsOptions } from './jobs-options.js';
import { Jobs } from './jobs.service.js';
import { JobsRepository } from './persistence/jobs.repository.js';
import { RunJob } from './run-job.js';

/** Long work in the background of all replicas. Needs `DatabaseModule`. */
@Module({})
export class JobsModule {
  static forRoot(options: JobsOptions): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [
        { provide: JOBS_OPTIONS, useValue: Object.freeze(options) },
        JobQueue,
        Jobs,
        JobsRepository,
        RunJob,
      ],
      exports: [Jobs],
    };
  }
}
