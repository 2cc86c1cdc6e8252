import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { RetentionService } from '#versions';
import { AuditTrail } from '../audit-trail.js';
import type { FileSummary, Requester } from '../file.js';
import { FileError } from '../file-error.js';
import { summaryOf } from '../file-summary.js';
import { FreeName } from '../free-name.js';
import { DeletedFileRepository } from '../persistence/deleted-file.repository.js';
import { FileRepository } from '../persistence/file.repository.js';
import { inSentences } from '../storage-to-wopi.js';
import type { DeletedFile } from './deleted-file.js';

const NONE = 'There is no such deleted file, or not any longer.';

/** The way back of deleted files, for their owners, administrators and applications, until the policy purges them. */
@Injectable()
export class DeletedFiles {
  constructor(
    private readonly deleted: DeletedFileRepository,
    private readonly files: FileRepository,
    private readonly freeName: FreeName,
    private readonly retention: RetentionService,
    private readonly db: Db,
    private readonly audit: AuditService,
  ) {}

  /** The last deleted first, at most 1,000. */
  async list(requester: Requester): Promise<DeletedFile[]> {
    const files = await this.deleted.list(requester);
    return files.map(({ containerId: _folder, deletedByName, ...file }) => ({
      ...file,
      deletedByName: deletedByName ?? undefined,
    }));
  }

  /**
   * Puts the file back where it was, or in its owner's root, with all its versions; under another name where its own is taken.
   * @throws FileError `not_found`, `quota_exceeded`
   */
  async restore(requester: Requester, fileId: string): Promise<FileSummary> {
    const { tenantId } = requester;
    const file = await this.deleted.find(requester, fileId);
    if (!file) throw new FileError('not_found', NONE);
    const { name, containerId } = file;
    const trail = new AuditTrail({ ...requester, fileId, operation: 'RestoreFile' });
    const companion = this.audit.companion(trail.entry(200));
    const restored = this.db.transaction(async () => {
      await this.retention.shareTurn(tenantId);
      return this.freeName.use(tenantId, containerId, name, (free) =>
        this.deleted.restore({ tenantId, fileId, name: free, containerId }, companion),
      );
    });
    if ((await inSentences(restored)) === 'gone') throw new FileError('not_found', NONE);
    return summaryOf((await this.files.getAny(tenantId, fileId))!);
  }
}
