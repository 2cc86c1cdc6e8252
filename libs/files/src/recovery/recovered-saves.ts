import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { LocksService } from '#locks';
import { RetentionService } from '#versions';
import { AuditTrail } from '../audit-trail.js';
import { ContentReader } from '../chunks/content-reader.js';
import { DiscardBlobs } from '../discard-blobs.js';
import type { FileSummary, Requester } from '../file.js';
import { FileError } from '../file-error.js';
import { baseOf, cleanName, extensionOf } from '../file-name.js';
import { summaryOf } from '../file-summary.js';
import { FreeName } from '../free-name.js';
import { type OpenedContent, streamOf } from '../opened-content.js';
import { BlobFateRepository } from '../persistence/blob-fate.repository.js';
import { FileRepository, newFileId } from '../persistence/file.repository.js';
import { type RecoveredContent, RecoveredSaveRepository } from '../persistence/recovered-save.repository.js';
import { inSentences } from '../storage-to-wopi.js';
import { unlessLocked } from '../unless-locked.js';
import type { RecoveredSave } from './recovered-save.js';

const NONE = 'There is no such unsaved content.';
const DELETED = 'The file was deleted. Restore the content as a new file.';

/** What people and applications do with saves in the recovery bin. */
@Injectable()
export class RecoveredSaves {
  constructor(
    private readonly saves: RecoveredSaveRepository,
    private readonly files: FileRepository,
    private readonly fates: BlobFateRepository,
    private readonly content: ContentReader,
    private readonly discardBlobs: DiscardBlobs,
    private readonly freeName: FreeName,
    private readonly locks: LocksService,
    private readonly retention: RetentionService,
    private readonly db: Db,
    private readonly audit: AuditService,
  ) {}

  /** Newest first, at most 1,000; without what became a version after all. */
  list(requester: Requester): Promise<RecoveredSave[]> {
    return this.saves.list(requester);
  }

  /** @throws FileError `not_found` */
  async open(requester: Requester, id: string): Promise<OpenedContent> {
    const save = await this.find(requester, id);
    const { size, fileName: name, blobKey: key } = save;
    const content = await this.content.read({ tenantId: requester.tenantId, key });
    const trail = trailOf(requester, save, 'DownloadRecovered');
    this.audit.record(trail.entry(200, { bytesOut: size }));
    return { stream: streamOf(content), size, name };
  }

  /** Makes the content the file's newest version, written by its author. @throws FileError `not_found`, `locked`, `quota_exceeded` */
  async restoreVersion(requester: Requester, id: string): Promise<FileSummary> {
    const save = await this.find(requester, id);
    if (save.fileDeleted) throw new FileError('not_found', DELETED);
    const { tenantId } = requester;
    const { fileId, authorId } = save;
    const trail = trailOf(requester, save, 'RestoreRecovered');
    const companion = this.audit.versionCompanion(trail.entry(200, { detail: { recovered: id } }));
    const restored = this.locks.hold({ tenantId, fileId }, {}, async (holding) => {
      await this.take(tenantId, id);
      const origin = 'recovered';
      const publication = { tenantId, fileId, holding, blob: blobOf(save), authorId, origin } as const;
      if (!(await this.files.publish(publication, companion))) throw new FileError('not_found', DELETED);
    });
    await unlessLocked(inSentences(restored));
    return this.summary(tenantId, fileId);
  }

  /** Makes a file of the content beside the one it was meant for, or in its owner's root. @throws FileError `not_found`, `quota_exceeded` */
  async restoreFile(requester: Requester, id: string): Promise<FileSummary> {
    const save = await this.find(requester, id);
    const { tenantId } = requester;
    const { containerId, fileName } = save;
    const fileId = newFileId();
    const authorId = requester.userId ?? save.ownerId;
    const trail = trailOf(requester, save, 'RestoreRecovered');
    const detail = { recovered: id, madeFile: fileId };
    const companion = this.audit.companion(trail.entry(201, { detail }));
    const restored = this.db.transaction(async () => {
      await this.retention.awaitTurn(tenantId);
      // What a hold covers stays in the bin, too: the new file is not covered.
      if ((await this.saves.discard(tenantId, id)) === undefined) await this.find(requester, id);
      const wish = cleanName(`${baseOf(fileName)} (recovered)${extensionOf(fileName)}`);
      const made = await this.freeName.use(tenantId, containerId, wish, (name) =>
        this.files.create({ tenantId, fileId, name, containerId, authorId, blob: blobOf(save) }, companion),
      );
      if (made === 'gone') throw new FileError('not_found', NONE);
    });
    await inSentences(restored);
    return this.summary(tenantId, fileId);
  }

  /** Removes the content for good. @throws FileError `not_found`, `held` */
  async discard(requester: Requester, id: string): Promise<void> {
    const save = await this.find(requester, id);
    const { tenantId } = requester;
    const rid = await this.db.transaction(async () => {
      await this.retention.awaitTurn(tenantId);
      const key = await this.saves.discard(tenantId, id);
      if (key === undefined) throw new FileError('held');
      await this.audit.append(trailOf(requester, save, 'DiscardRecovered').entry(200));
      return this.fates.letGo(tenantId, [key]);
    });
    await this.discardBlobs.run(tenantId, rid);
  }

  private async find(requester: Requester, id: string): Promise<RecoveredContent> {
    const save = await this.saves.find(requester, id);
    if (!save) throw new FileError('not_found', NONE);
    return save;
  }

  /** Whoever takes it first restores it. */
  private async take(tenantId: string, id: string): Promise<string> {
    const key = await this.saves.take(tenantId, id);
    if (key === undefined) throw new FileError('not_found', NONE);
    return key;
  }

  private async summary(tenantId: string, fileId: string): Promise<FileSummary> {
    return summaryOf((await this.files.getAny(tenantId, fileId))!);
  }
}

const blobOf = ({ blobKey: key, size, sha256 }: RecoveredContent) => ({ key, size, sha256 });

const trailOf = (requester: Requester, { fileId }: RecoveredContent, operation: string) =>
  new AuditTrail({ ...requester, fileId, operation });
