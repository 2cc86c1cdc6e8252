import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { ItemOutcome, Job, JobKey } from '../job.js';
import * as sql from './jobs.sql.js';

const valuesOf = ({ tenantId, jobId }: JobKey) => [tenantId, jobId];

@Injectable()
export class JobsRepository {
  constructor(private readonly db: Db) {}

  async add(
    { tenantId, jobId }: JobKey,
    kind: string,
    createdBy: string,
    subjects: readonly object[],
    companion: Companion,
  ): Promise<void> {
    const values = [tenantId, jobId, kind, createdBy, JSON.stringify(subjects)];
    await this.db.change(sql.ADD, values, companion);
  }

  async find(key: JobKey): Promise<Job | undefined> {
    return (await this.db.query<Job>(sql.GET, valuesOf(key)))[0];
  }

  /** Undefined when it is over. */
  async start(key: JobKey): Promise<Pick<Job, 'kind' | 'createdBy'> | undefined> {
    return (await this.db.query<Pick<Job, 'kind' | 'createdBy'>>(sql.START, valuesOf(key)))[0];
  }

  async take(key: JobKey): Promise<{ place: number; subject: object } | undefined> {
    return (await this.db.query<{ place: number; subject: object }>(sql.TAKE, valuesOf(key)))[0];
  }

  async settle(key: JobKey, place: number, outcome: ItemOutcome, detail?: string): Promise<void> {
    await this.db.query(sql.SETTLE, [...valuesOf(key), place, outcome, detail ?? null]);
  }

  async finish(key: JobKey): Promise<boolean> {
    return (await this.db.query(sql.FINISH, valuesOf(key))).length > 0;
  }

  async cancel(key: JobKey, companion: Companion): Promise<boolean> {
    return (await this.db.change(sql.CANCEL, valuesOf(key), companion)).length > 0;
  }
}
