import { Injectable } from '@nestjs/common';
import type { EntitlementStatement, NewStatement } from './entitlement-statement.js';
import { EntitlementRepository } from './persistence/entitlement.repository.js';
import { TenantError } from './tenant-error.js';
import { idOf, UUID } from './tenant-settings.js';

/** Types of documents that are kept. */
export const STATEMENT_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'message/rfc822',
  'text/plain',
  'application/octet-stream',
] as const;

export const STATEMENT_MAX_BYTES = 5 * 1024 * 1024;

const MOST_STATEMENTS = 50;

/** Keeps entitlement statements; none is ever changed, and they go with their tenant only. */
@Injectable()
export class Entitlements {
  constructor(private readonly rows: EntitlementRepository) {}

  /** @throws TenantError invalid_statement, too_many_statements */
  async add(tenantId: string, statement: NewStatement): Promise<EntitlementStatement> {
    const { mediaType, content, validUntil } = statement;
    if (!(STATEMENT_TYPES as readonly string[]).includes(mediaType))
      throw invalid(`A statement is one of ${STATEMENT_TYPES.join(', ')}.`);
    if (content.length === 0 || content.length > STATEMENT_MAX_BYTES)
      throw invalid('A statement has 1 byte to 5 MiB.');
    if (validUntil !== null && !isDay(validUntil)) throw invalid('A day is written as 2027-12-31.');
    if ((await this.list(tenantId)).length >= MOST_STATEMENTS)
      throw new TenantError('too_many_statements', `A tenant has at most ${MOST_STATEMENTS} statements.`);
    return this.rows.insert(idOf(tenantId), statement);
  }

  /** The newest first. */
  async list(tenantId: string): Promise<EntitlementStatement[]> {
    return this.rows.list(idOf(tenantId));
  }

  /** @throws TenantError statement_not_found */
  async content(tenantId: string, statementId: string): Promise<{ mediaType: string; content: Buffer }> {
    const found = UUID.test(statementId) ? await this.rows.content(idOf(tenantId), statementId) : undefined;
    if (!found) throw new TenantError('statement_not_found', 'The tenant has no such statement.');
    return found;
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function invalid(why: string): TenantError {
  return new TenantError('invalid_statement', why);
}
