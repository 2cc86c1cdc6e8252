import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditService } from '#audit';
import { type Holding, LocksService, type PresentedLock } from '#locks';
import { BlobStore, type StoredBlob } from '#storage';
import type { SaveSignals } from '#versions';
import { type CoolSpelling, WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import { ChangeUnderLock } from './change-under-lock.js';
import type { RequestContext } from './file.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FileRepository, type Published } from './persistence/file.repository.js';
import { inWopi } from './storage-to-wopi.js';

/** The `LastModifiedTime` of the content that a client replaces, and the spelling of its family. */
export interface KnownTime {
  readonly lastModifiedTime: string;
  readonly spelling: CoolSpelling;
}

export interface PutFileRequest {
  readonly presented: PresentedLock;
  readonly content: Readable;
  /** Content-Length, if the client sent one. */
  readonly expectedBytes: number | undefined;
  readonly signals: SaveSignals;
  /** X-COOL-WOPI-Timestamp: the save is refused when the content is another one by now. */
  readonly knownTime: KnownTime | undefined;
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

  /** @throws WopiError `lock_mismatch`, `document_changed`, `file_not_found`, or what the storage says */
  async run(context: RequestContext, request: PutFileRequest, trail: AuditTrail): Promise<Published> {
    const { expectedBytes, content, presented } = request;
    if (expectedBytes !== undefined && expectedBytes > this.options.maxFileBytes)
      throw new WopiError('body_too_large');
    this.underLock.refuseEarly(context, presented);
    requireKnown(context, request);
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes };
    const blob = await inWopi(this.blobs.write(context.session.tenantId, content, limits));
    try {
      const published = await this.publish(context, request, blob, trail);
      trail.markWritten();
      return published;
    } catch (error) {
      await this.discard(context, blob, error);
      throw error;
    }
  }

  private async publish(
    { session, user, file }: RequestContext,
    { presented, signals, knownTime }: PutFileRequest,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<Published> {
    const { tenantId, fileId } = session;
    const expectedVersion = knownTime && file.version;
    const shown = presented.lock ?? presented.coauthLockId;
    const entry = trail.entry(200, { bytesIn: blob.size, lockBefore: shown, lockAfter: shown });
    const write = (holding: Holding, mustBeEmpty: boolean) =>
      this.files.publish(
        {
          tenantId,
          fileId,
          holding,
          blob,
          authorId: user.id,
          origin: 'saved',
          mustBeEmpty,
          signals,
          expectedVersion,
        },
        this.audit.versionCompanion(entry),
      );
    const published = await this.underLock.content(session, presented, write);
    if (published !== undefined) return published;
    if (knownTime && (await this.files.version(tenantId, fileId)) !== expectedVersion)
      throw changed(knownTime, presented);
    throw await this.locks.conflict(session);
  }

  /** A refused save leaves no blob. After an unclear failure the blob stays: the sweeper finds out whether a row names it. */
  private async discard({ session }: RequestContext, { key }: StoredBlob, error: unknown): Promise<void> {
    if (!(error instanceof WopiError)) return;
    await this.blobs
      .remove({ tenantId: session.tenantId, key })
      .catch((failure: unknown) => this.logger.error(failure));
  }
}

/** Spares a client the upload of content that would replace one it has not seen. */
function requireKnown({ file }: RequestContext, { knownTime, presented }: PutFileRequest): void {
  if (knownTime && Date.parse(knownTime.lastModifiedTime) !== file.modifiedAt.getTime())
    throw changed(knownTime, presented);
}

function changed({ spelling }: KnownTime, { lock }: PresentedLock): WopiError {
  const reason = 'The content was changed since the client read it.';
  return new WopiError('document_changed', { spelling, reason, ...(lock && { currentLock: lock }) });
}
