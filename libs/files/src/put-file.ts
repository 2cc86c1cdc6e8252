import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditService } from '#audit';
import { type Holding, LocksService, type PresentedLock } from '#locks';
import { BlobStore, type StoredBlob } from '#storage';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import { ChangeUnderLock } from './change-under-lock.js';
import type { RequestContext } from './file.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FileRepository } from './persistence/file.repository.js';
import { inWopi } from './storage-to-wopi.js';

export interface PutFileRequest {
  readonly presented: PresentedLock;
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
    private readonly underLock: ChangeUnderLock,
    private readonly locks: LocksService,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** Answers the new version. @throws WopiError `lock_mismatch`, `file_not_found`, or what the storage says */
  async run(context: RequestContext, request: PutFileRequest, trail: AuditTrail): Promise<string> {
    const { expectedBytes, content, presented } = request;
    if (expectedBytes !== undefined && expectedBytes > this.options.maxFileBytes)
      throw new WopiError('body_too_large');
    this.underLock.refuseEarly(context, presented);
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes };
    const blob = await inWopi(this.blobs.write(context.session.tenantId, content, limits));
    try {
      const version = await this.publish(context, presented, blob, trail);
      trail.markWritten();
      return version;
    } catch (error) {
      await this.discard(context, blob, error);
      throw error;
    }
  }

  private async publish(
    { session, user }: RequestContext,
    presented: PresentedLock,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<string> {
    const { tenantId, fileId } = session;
    const shown = presented.lock ?? presented.coauthLockId;
    const entry = trail.entry(200, { bytesIn: blob.size, lockBefore: shown, lockAfter: shown });
    const write = (holding: Holding, mustBeEmpty: boolean) =>
      this.files.publish(
        { tenantId, fileId, holding, blob, authorId: user.id, origin: 'saved', mustBeEmpty },
        this.audit.versionCompanion(entry),
      );
    const version = await this.underLock.content(session, presented, write);
    if (version === undefined) throw await this.locks.conflict(session);
    return version;
  }

  /** A refused save leaves no blob. After an unclear failure the blob stays: the sweeper finds out whether a row names it. */
  private async discard({ session }: RequestContext, { key }: StoredBlob, error: unknown): Promise<void> {
    if (!(error instanceof WopiError)) return;
    await this.blobs
      .remove({ tenantId: session.tenantId, key })
      .catch((failure: unknown) => this.logger.error(failure));
  }
}
