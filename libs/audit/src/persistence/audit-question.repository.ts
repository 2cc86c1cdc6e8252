import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { FailedProofs, OpenSessionThen, OpensOfDay, Period, SlowOperation } from '../audit-answers.js';
import * as sql from './audit-question.sql.js';

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

@Injectable()
export class AuditQuestionRepository {
  constructor(private readonly db: Db) {}

  openAt(tenantId: string, fileId: string, at: Date): Promise<OpenSessionThen[]> {
    return this.db.query(sql.OPEN_AT, [tenantId, fileId, at]);
  }

  failedProofs(tenantId: string, { since, until }: Period): Promise<FailedProofs[]> {
    return this.db.query(sql.FAILED_PROOFS, [tenantId, since, until]);
  }

  opensPerDay(tenantId: string, { since, until }: Period): Promise<OpensOfDay[]> {
    return this.db.query(sql.OPENS_PER_DAY, [tenantId, dayOf(since), dayOf(new Date(until.getTime() - 1))]);
  }

  slowest(tenantId: string, { since, until }: Period, most: number): Promise<SlowOperation[]> {
    return this.db.query(sql.SLOWEST, [tenantId, since, until, most]);
  }

  async seatsUsed(tenantId: string, day: Date): Promise<number> {
    const [row] = await this.db.query<{ seats: number }>(sql.SEATS_USED, [tenantId, dayOf(day)]);
    return row!.seats;
  }
}
