import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import { ChangeUnderLock } from './change-under-lock.js';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

/** DeleteFile (`rest/files/deletefile`): the file is gone for everyone; its versions stay in the database and the store. */
@Injectable()
export class DeleteFile {
  constructor(
    private readonly files: FileRepository,
    private readonly underLock: ChangeUnderLock,
    private readonly audit: AuditService,
  ) {}

  /** @throws WopiError `lock_mismatch` when the file is locked, `file_not_found` */
  async run(context: RequestContext, trail: AuditTrail): Promise<void> {
    const { tenantId, fileId } = context.session;
    const companion = this.audit.companion(trail.entry(200, { versionBefore: context.file.version }));
    await this.underLock.run({ tenantId, fileId }, {}, async () => {
      const deleted = await this.files.delete(tenantId, fileId, context.user.id, companion);
      if (!deleted) throw new WopiError('file_not_found');
    });
    trail.markWritten();
  }
}
