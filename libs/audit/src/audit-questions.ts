import { Injectable } from '@nestjs/common';
import type { FailedProofs, OpenSessionThen, OpensOfDay, Period, SlowOperation } from './audit-answers.js';
import { AuditQuestionRepository } from './persistence/audit-question.repository.js';

const SLOWEST = 50;

/**
 * What administrators ask of the log beyond its rows, each answered by one statement on an index or on counts kept with the chain:
 * these are a second or so behind.
 */
@Injectable()
export class AuditQuestions {
  constructor(private readonly rows: AuditQuestionRepository) {}

  /** Who had a file open at a time. */
  openAt(tenantId: string, fileId: string, at: Date): Promise<OpenSessionThen[]> {
    return this.rows.openAt(tenantId, fileId, at);
  }

  /** Failed proofs by reason and client. */
  failedProofs(tenantId: string, period: Period): Promise<FailedProofs[]> {
    return this.rows.failedProofs(tenantId, period);
  }

  /** Successful CheckFileInfo, which every opening begins with. */
  opensPerDay(tenantId: string, period: Period): Promise<OpensOfDay[]> {
    return this.rows.opensPerDay(tenantId, period);
  }

  /** The fifty slowest that took 100 ms or longer. */
  slowest(tenantId: string, period: Period): Promise<SlowOperation[]> {
    return this.rows.slowest(tenantId, period, SLOWEST);
  }

  /** Distinct people in the thirty days that end with this one. */
  seatsUsed(tenantId: string, day: Date): Promise<number> {
    return this.rows.seatsUsed(tenantId, day);
  }
}
