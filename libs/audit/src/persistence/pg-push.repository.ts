import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { SealedExtent, WritingRange } from '../audit-query.repository.js';
import { AuditQueryRepository } from '../audit-query.repository.js';
import { type PushClaim, type PushedRow, PushRepository, type PushState } from '../push/push.repository.js';
import * as sql from './push.sql.js';

type Row = Omit<PushedRow, 'place'> & { readonly xid: string; readonly seq: string };

@Injectable()
export class PgPushRepository extends PushRepository {
  constructor(
    private readonly db: Db,
    private readonly log: AuditQueryRepository,
  ) {
    super();
  }

  async begin(): Promise<void> {
    await this.db.query(sql.BEGIN);
  }

  async claim(claimId: string): Promise<PushClaim | undefined> {
    const [row] = await this.db.query<{ xid: string; seq: string; attempts: number }>(sql.CLAIM, [claimId]);
    return row && { claimId, attempts: row.attempts, place: { xid: row.xid, seq: row.seq } };
  }

  sealedExtent(): Promise<SealedExtent> {
    return this.log.sealedExtent();
  }

  async next({ after, upTo, afterSeq, upToSeq }: WritingRange, most: number): Promise<PushedRow[]> {
    const values = [after.xid, after.seq, upTo.xid, upTo.seq, afterSeq, upToSeq, most];
    const rows = await this.db.query<Row>(sql.NEXT, values);
    return rows.map(({ xid, seq, ...row }) => ({ ...withoutNulls(row), place: { xid, seq } }));
  }

  async taken({ claimId }: PushClaim, { place }: PushedRow, outcome: string): Promise<void> {
    await this.db.query(sql.TAKEN, [claimId, place.xid, place.seq, outcome]);
  }

  async notTaken({ claimId }: PushClaim, outcome: string): Promise<void> {
    await this.db.query(sql.NOT_TAKEN, [claimId, outcome]);
  }

  async release({ claimId }: PushClaim): Promise<void> {
    await this.db.query(sql.RELEASE, [claimId]);
  }

  async state(): Promise<PushState> {
    const [state] = await this.db.query<PushState>(sql.STATE);
    return state ?? { lagSeconds: 0, attempts: 0, lastOutcome: null };
  }
}

/** Null is how the database says that there is no value. */
const withoutNulls = <T extends object>(row: T): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
