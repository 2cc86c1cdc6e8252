import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { AuditTrail } from '../audit-trail.js';
import type { Requester } from '../file.js';
import { FileError } from '../file-error.js';
import * as sql from '../persistence/secure-view.sql.js';
import type { SecureViewPolicy } from './secure-view.js';

/** The policy of the tenant, and of files that have one of their own. */
@Injectable()
export class SecureViews {
  constructor(
    private readonly db: Db,
    private readonly audit: AuditService,
  ) {}

  async ofTenant(tenantId: string): Promise<SecureViewPolicy> {
    return (await this.db.query<SecureViewPolicy>(sql.OF_TENANT, [tenantId]))[0]!;
  }

  /** @throws FileError `not_found` */
  async ofFile(tenantId: string, fileId: string): Promise<SecureViewPolicy> {
    const [policy] = await this.db.query<SecureViewPolicy>(sql.OF_FILE, [tenantId, fileId]);
    if (!policy) throw new FileError('not_found');
    return policy;
  }

  /** Counts from the next request of each session on. */
  async setForTenant(requester: Requester, policy: SecureViewPolicy): Promise<void> {
    await this.set(sql.SET_FOR_TENANT, requester, undefined, policy);
  }

  /** @throws FileError `not_found` */
  async setForFile(requester: Requester, fileId: string, policy: SecureViewPolicy): Promise<void> {
    if (!(await this.set(sql.SET_FOR_FILE, requester, fileId, policy))) throw new FileError('not_found');
  }

  private async set(
    text: string,
    requester: Requester,
    fileId: string | undefined,
    { enabled, watermark }: SecureViewPolicy,
  ): Promise<boolean> {
    const trail = new AuditTrail({ ...requester, operation: 'SetSecureView', fileId });
    const companion = this.audit.companion(trail.entry(200, { detail: { enabled } }));
    const place = [requester.tenantId, ...(fileId === undefined ? [] : [fileId])];
    return (await this.db.change(text, [...place, enabled, watermark], companion)).length === 1;
  }
}
