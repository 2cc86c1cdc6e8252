import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import PgBoss from 'pg-boss';
import { connectionSettings, Db } from '#database';
import type { JobKey } from './job.js';
import { JOBS_OPTIONS, type JobsOptions } from './jobs-options.js';
import { RunJob } from './run-job.js';

const QUEUE = 'jobs';
/** How long a process is at one job before it lets others have a turn. */
const SLICE_MS = 20_000;
/** After so long whoever has a job is taken for dead. */
const EXPIRES_SECONDS = 60;
const CONNECTIONS = 2;

/**
 * Has every job run by one of the replicas at a time, and by another when that one dies. Whoever takes a job that is not dead
 * after all does no harm: see {@link RunJob}.
 */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobQueue.name);
  readonly #boss: PgBoss;
  #stopping = false;

  constructor(
    private readonly db: Db,
    private readonly runJob: RunJob,
    @Inject(JOBS_OPTIONS) { databaseUrl, statementSeconds }: JobsOptions,
  ) {
    // The schema is made by our migrations, so that no process needs the right to change it.
    this.#boss = new PgBoss({
      connectionString: databaseUrl,
      application_name: 'jobs',
      ...connectionSettings(statementSeconds),
      max: CONNECTIONS,
      migrate: false,
      schedule: false,
      maintenanceIntervalSeconds: 5,
      archiveCompletedAfterSeconds: 3600,
      deleteAfterDays: 1,
    });
    this.#boss.on('error', (error) => this.logger.error(error));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#boss.start();
    await this.#boss.work<JobKey>(QUEUE, { batchSize: 1, pollingIntervalSeconds: 1 }, async ([message]) => {
      await this.slice(message!.data);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await this.#boss.stop();
  }

  /** Within the transaction that is running: queued with what it commits, or not at all. */
  async add(key: JobKey, startAfterSeconds = 0): Promise<void> {
    const db = {
      executeSql: async (text: string, values: unknown[]) => ({
        rows: await this.db.query<object>(text, values),
      }),
    };
    const options = { retryLimit: 1000, expireInSeconds: EXPIRES_SECONDS, startAfter: startAfterSeconds, db };
    await this.#boss.send(QUEUE, key, options);
  }

  private async slice(key: JobKey): Promise<void> {
    const end = Date.now() + SLICE_MS;
    const left = await this.runJob.run(key, () => this.#stopping || Date.now() > end);
    if (left) await this.add(key, 1);
  }
}
