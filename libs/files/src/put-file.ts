import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditService } from '#audit';
import { LocksService } from '#locks';
import { BlobStore, type StoredBlob } from '#storage';
import { type LockId, WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import type { RequestContext } from './file.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FileRepository } from './persistence/file.repository.js';
import { inWopi } from './storage-to-wopi.js';

export interface PutFileRequest {
  readonly lock: LockId | undefined;
  readonly content: Readable;
  /** Content-Length, if the client sent one. */
  readonly expectedBytes: number | undefined;
}

/**
 * PutFile (`rest/files/putfile`): the bytes go to a fresh blob, then one statement checks the lock, moves the file and writes
 * version and audit row. The answer comes after the commit only; until then the old content is the content.
 */
@Injectable()
export class PutFile {
  private readonly logger = new Logger(PutFile.name);

  constructor(
    private readonly blobs: BlobStore,
    private readonly files: FileRepository,
    private readonly locks: LocksService,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** Answers the new version. @throws WopiError `lock_mismatch`, `file_not_found`, or what the storage says */
  async run(context: RequestContext, request: PutFileRequest, trail: AuditTrail): Promise<string> {
    const { expectedBytes, content } = request;
    this.refuseEarly(context, request.lock, expectedBytes);
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes };
    const blob = await inWopi(this.blobs.write(context.session.tenantId, content, limits));
    try {
      const version = await this.publish(context, request.lock, blob, trail);
      trail.markWritten();
      return version;
    } catch (error) {
      await this.discard(context, blob, error);
      throw error;
    }
  }

  /** Spares a client the upload of what is refused anyway; the statement that counts checks again. */
  private refuseEarly({ lock: held, file }: RequestContext, presented: LockId | undefined, bytes = 0): void {
    if (bytes > this.options.maxFileBytes) throw new WopiError('body_too_large');
    const allowed = presented === undefined ? held === undefined && file.size === 0 : held === presented;
    if (!allowed)
      throw WopiError.lockMismatch(held ?? '', held === undefined ? 'The file is not locked' : undefined);
  }

  private async publish(
    context: RequestContext,
    lock: LockId | undefined,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<string> {
    const { tenantId, fileId } = context.session;
    const key = { tenantId, fileId };
    const entry = trail.entry(200, { bytesIn: blob.size, lockBefore: lock, lockAfter: lock });
    const write = (lockId: string, mustBeEmpty: boolean) => {
      const publication = {
        ...key,
        lockId,
        blob,
        authorId: context.user.id,
        origin: 'saved',
        mustBeEmpty,
      } as const;
      return this.files.publish(publication, this.audit.versionCompanion(entry));
    };
    const version =
      lock === undefined
        ? await this.locks.hold(key, undefined, (id) => write(id, true))
        : await write(lock, false);
    if (version !== undefined) return version;
    if (!(await this.files.getAny(tenantId, fileId))) throw new WopiError('file_not_found');
    return this.locks.mismatch(key);
  }

  /** A refused save leaves no blob. After an unclear failure the blob stays: the sweeper finds out whether a row names it. */
  private async discard({ session }: RequestContext, { key }: StoredBlob, error: unknown): Promise<void> {
    if (!(error instanceof WopiError)) return;
    await this.blobs
      .remove({ tenantId: session.tenantId, key })
      .catch((failure: unknown) => this.logger.error(failure));
  }
}
