import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { BlobStore } from '#storage';
import { AuditTrail } from './audit-trail.js';
import type { Actor, FileSummary } from './file.js';
import { FileError } from './file-error.js';
import { summaryOf } from './file-summary.js';
import { nameProblem } from './file-name.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FreeName } from './free-name.js';
import { FileRepository, newFileId } from './persistence/file.repository.js';
import { FolderRepository } from './persistence/folder.repository.js';
import { requireRight } from './sharing/right.js';
import { inSentences } from './storage-to-wopi.js';

export interface CreateFileRequest {
  readonly name: string;
  readonly content: Readable;
  /** Whose root the file is put into: the actor's, unless told otherwise. */
  readonly ownerId?: string | undefined;
  /** A folder that the actor may edit, instead of a root. */
  readonly containerId?: string | undefined;
  /** What to do when there is a file of that name. */
  readonly onConflict: 'fail' | 'rename';
  /** Bytes, if the sender said so. */
  readonly expectedBytes?: number | undefined;
}

export const NO_FOLDER = 'There is no such folder.';

/** A new file with its first version, uploaded by a person or an application. */
@Injectable()
export class CreateFile {
  constructor(
    private readonly blobs: BlobStore,
    private readonly files: FileRepository,
    private readonly folders: FolderRepository,
    private readonly freeName: FreeName,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws FileError `not_found` or `not_permitted` for the folder, `invalid_name`, `name_taken`, `too_large`, `interrupted`, `storage_full`, `quota_exceeded` */
  async run(actor: Actor, request: CreateFileRequest): Promise<FileSummary> {
    const { tenantId, userId } = actor;
    const name = request.name.normalize('NFC');
    const problem = nameProblem(name);
    if (problem !== undefined) throw new FileError('invalid_name', `${problem}.`);
    if (request.containerId !== undefined)
      requireRight(await this.folders.find(actor, request.containerId), 'edit', NO_FOLDER);
    const containerId = request.containerId ?? request.ownerId ?? userId;
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes: request.expectedBytes };
    const blob = await inSentences(this.blobs.write(tenantId, request.content, limits));
    const trail = new AuditTrail({
      ...actor,
      operation: 'CreateFile',
      bytesIn: blob.size,
      versionAfter: '1',
    });
    const fileId = newFileId();
    const companion = this.audit.companion(trail.entry(201, { fileId }));
    const attempt = (free: string) =>
      this.files.create({ tenantId, fileId, name: free, containerId, authorId: userId, blob }, companion);
    const making =
      request.onConflict === 'rename'
        ? this.freeName.use(tenantId, containerId, name, attempt)
        : attempt(name);
    const made = await inSentences(making).catch(async (error: unknown) => {
      // After an unclear failure the blob stays: the sweeper finds out whether a row names it.
      if (error instanceof FileError) await this.blobs.remove({ tenantId, key: blob.key });
      throw error;
    });
    if (made !== 'done') {
      await this.blobs.remove({ tenantId, key: blob.key });
      throw made === 'taken' ? new FileError('name_taken') : new FileError('not_found', NO_FOLDER);
    }
    return summaryOf((await this.files.getAny(tenantId, fileId))!);
  }
}
