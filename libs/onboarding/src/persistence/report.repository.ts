import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { Instance } from '#tenants';
import type { Finding, InstanceReport } from '../report.js';
import { FORGET_REPORTS, INSERT_REPORT, REPORTS_OF } from './report.sql.js';

const MOST_REPORTS = 50;

type Whose = Pick<Instance, 'tenantId' | 'instanceId'>;

/** The newest reports of each instance. */
@Injectable()
export class ReportRepository {
  constructor(private readonly db: Db) {}

  async insert(
    { tenantId, instanceId }: Whose,
    passed: boolean,
    findings: readonly Finding[],
  ): Promise<InstanceReport> {
    const values = [tenantId, instanceId, passed, JSON.stringify(findings)];
    const [report] = await this.db.query<InstanceReport>(INSERT_REPORT, values);
    await this.db.query(FORGET_REPORTS, [tenantId, instanceId, MOST_REPORTS]);
    return report!;
  }

  newest({ tenantId, instanceId }: Whose, limit = MOST_REPORTS): Promise<InstanceReport[]> {
    return this.db.query<InstanceReport>(REPORTS_OF, [tenantId, instanceId, limit]);
  }
}
