import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { EntitlementStatement, NewStatement } from '../entitlement-statement.js';
import * as sql from './entitlements.sql.js';

@Injectable()
export class EntitlementRepository {
  constructor(private readonly db: Db) {}

  async insert(
    tenantId: string,
    { mediaType, content, validUntil }: NewStatement,
  ): Promise<EntitlementStatement> {
    const values = [tenantId, mediaType, content, validUntil];
    return (await this.db.query<EntitlementStatement>(sql.INSERT_STATEMENT, values))[0]!;
  }

  list(tenantId: string): Promise<EntitlementStatement[]> {
    return this.db.query<EntitlementStatement>(sql.STATEMENTS_OF, [tenantId]);
  }

  async content(
    tenantId: string,
    statementId: string,
  ): Promise<{ mediaType: string; content: Buffer } | undefined> {
    const values = [tenantId, statementId];
    return (await this.db.query<{ mediaType: string; content: Buffer }>(sql.STATEMENT_CONTENT, values))[0];
  }
}
