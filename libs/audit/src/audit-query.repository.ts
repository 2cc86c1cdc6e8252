import type { AuditPlace } from './audit-cursor.js';
import type { AuditFilter, AuditPage } from './audit-row.js';

export interface AuditReading {
  readonly most: number;
  readonly order: 'asc' | 'desc';
  readonly after?: AuditPlace | undefined;
}

/** The port to the log for readers. */
export abstract class AuditQueryRepository {
  abstract list(tenantId: string, filter: AuditFilter, reading: AuditReading): Promise<AuditPage>;
}
