import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { AuditTrail } from '../audit-trail.js';
import type { Actor, Requester } from '../file.js';
import { FileError } from '../file-error.js';
import { FileRepository } from '../persistence/file.repository.js';
import * as sql from '../persistence/secure-view.sql.js';
import { requireRight } from '../sharing/right.js';
import type { SecureViewPolicy, SecureViewSwitch } from './secure-view.js';

/** The policy of the tenant, and of files that have one of their own. */
@Injectable()
export class SecureViews {
  constructor(
    private readonly db: Db,
    private readonly files: FileRepository,
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

  /** For who manages the file. @throws FileError `not_found`, `not_permitted` */
  async switchOf(actor: Actor, fileId: string): Promise<SecureViewSwitch> {
    requireRight(await this.files.get(actor, fileId), 'manage');
    const [state] = await this.db.query<SecureViewSwitch>(sql.SWITCH_OF, [actor.tenantId, fileId]);
    if (!state) throw new FileError('not_found');
    return state;
  }

  /**
   * What who manages the file does with it: off leaves it as all files, so that nobody undoes what the tenant wants of all.
   * @throws FileError `not_found`, `not_permitted`
   */
  async turn(actor: Actor, fileId: string, on: boolean): Promise<SecureViewSwitch> {
    requireRight(await this.files.get(actor, fileId), 'manage');
    await this.db.change(sql.TURN, [actor.tenantId, fileId, on], this.companion(actor, fileId, on));
    return this.switchOf(actor, fileId);
  }

  private async set(
    text: string,
    requester: Requester,
    fileId: string | undefined,
    { enabled, watermark }: SecureViewPolicy,
  ): Promise<boolean> {
    const companion = this.companion(requester, fileId, enabled);
    const place = [requester.tenantId, ...(fileId === undefined ? [] : [fileId])];
    return (await this.db.change(text, [...place, enabled, watermark], companion)).length === 1;
  }

  private companion(requester: Requester, fileId: string | undefined, enabled: boolean | null) {
    const trail = new AuditTrail({ ...requester, operation: 'SetSecureView', fileId });
    return this.audit.companion(trail.entry(200, { detail: { enabled } }));
  }
}
