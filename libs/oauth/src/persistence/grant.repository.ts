import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { Connection, GrantFilter } from '../grant.js';
import * as sql from './grants.sql.js';

/** What people have granted to apps, as rows. */
@Injectable()
export class GrantRepository {
  constructor(private readonly db: Db) {}

  connections(tenantId: string, userId: string): Promise<Connection[]> {
    return this.db.query<Connection>(sql.CONNECTIONS, [tenantId, userId]);
  }

  /** Ends them with all that came of them, WOPI sessions included; answers how many there were. */
  async end({ tenantId, grantId, userId, clientId }: GrantFilter, companion: Companion): Promise<number> {
    return this.db.transaction(async () => {
      const values = [tenantId, grantId ?? null, userId ?? null, clientId ?? null];
      const ended = await this.db.change<{ grantId: string }>(sql.END_GRANTS, values, companion);
      await this.db.query(sql.END_SESSIONS, [tenantId, ended.map((grant) => grant.grantId)]);
      return ended.length;
    });
  }
}
