import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { PROOF_FINDINGS } from './proof-findings.sql.js';

const MOST = 100;

/** A refused proof that was looked into, as the audit log has it. */
export interface LoggedFinding {
  readonly at: Date;
  readonly instanceId: string;
  readonly operation: string;
  readonly proof: string;
  readonly status: number;
  readonly finding: Readonly<Record<string, unknown>>;
}

/** Why proofs of a tenant's calls did not fit. */
@Injectable()
export class ProofFindingsRepository {
  constructor(private readonly db: Db) {}

  newest(tenantId: string): Promise<LoggedFinding[]> {
    return this.db.query<LoggedFinding>(PROOF_FINDINGS, [tenantId, MOST]);
  }
}
