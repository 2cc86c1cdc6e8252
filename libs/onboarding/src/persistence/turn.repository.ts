import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { Instance } from '#tenants';
import { END_TURN, TAKE_TURN } from './turn.sql.js';

type Whose = Pick<Instance, 'tenantId' | 'instanceId'>;

/** Who may look at an instance now. */
@Injectable()
export class TurnRepository {
  constructor(private readonly db: Db) {}

  /** 0: it is the caller's turn, for `longest` seconds; otherwise how many to wait. */
  async take({ tenantId, instanceId }: Whose, longest: number): Promise<number> {
    const rows = await this.db.query<{ waitSeconds: number }>(TAKE_TURN, [tenantId, instanceId, longest]);
    return rows[0]?.waitSeconds ?? longest;
  }

  async end({ tenantId, instanceId }: Whose, pauseSeconds: number): Promise<void> {
    await this.db.query(END_TURN, [tenantId, instanceId, pauseSeconds]);
  }
}
