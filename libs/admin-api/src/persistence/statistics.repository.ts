import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { STATISTICS } from './statistics.sql.js';

export interface Statistics {
  readonly files: number;
  readonly bytes: number;
  readonly versions: number;
  readonly users: number;
  readonly liveSessions: number;
  readonly locks: number;
  readonly savesPerDay: readonly { readonly day: string; readonly saves: number }[];
}

/** Figures of a tenant's files, counted when they are asked for. */
@Injectable()
export class StatisticsRepository {
  constructor(private readonly db: Db) {}

  async read(tenantId: string): Promise<Statistics> {
    const [found] = await this.db.query<Statistics>(STATISTICS, [tenantId]);
    return found!;
  }
}
