import { Injectable, Logger } from '@nestjs/common';
import { Db, isUnavailable } from '#database';
import { type DoItem, ItemRefused, type Job, type JobKey } from './job.js';
import { JobsRepository } from './persistence/jobs.repository.js';

/** Does what is left of a job. Several may be at one job: each item is done by one of them, in one transaction with its outcome. */
@Injectable()
export class RunJob {
  private readonly logger = new Logger(RunJob.name);
  readonly #kinds = new Map<string, DoItem>();

  constructor(
    private readonly db: Db,
    private readonly rows: JobsRepository,
  ) {}

  handle(kind: string, work: DoItem): void {
    this.#kinds.set(kind, work);
  }

  /** Until it is over or `enough` says so. Answers whether something is left, with others perhaps. */
  async run(key: JobKey, enough: () => boolean): Promise<boolean> {
    const job = await this.rows.start(key);
    if (!job) return false;
    while (!enough()) {
      if (!(await this.next(key, job))) return !(await this.rows.finish(key));
    }
    return true;
  }

  /** Whether there was an item that nobody else is at. */
  private async next(key: JobKey, { kind, createdBy }: Pick<Job, 'kind' | 'createdBy'>): Promise<boolean> {
    const work = this.#kinds.get(kind);
    if (!work) throw new Error(`This process knows no jobs of the kind ${kind}`);
    let place: number | undefined;
    try {
      return await this.db.transaction(async () => {
        const item = await this.rows.take(key);
        if (!item) return false;
        ({ place } = item);
        const refusal = await this.refusalOf(() => work(item.subject, createdBy));
        await this.rows.settle(key, place, refusal === undefined ? 'done' : 'refused', refusal);
        return true;
      });
    } catch (error) {
      if (place === undefined || isUnavailable(error)) throw error;
      this.logger.error(error);
      await this.rows.settle(key, place, 'failed', 'Something went wrong on the server.');
      return true;
    }
  }

  private async refusalOf(work: () => Promise<void>): Promise<string | undefined> {
    try {
      await this.db.attempt(work);
      return undefined;
    } catch (error) {
      if (error instanceof ItemRefused) return error.message;
      throw error;
    }
  }
}
