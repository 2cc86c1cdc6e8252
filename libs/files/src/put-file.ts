import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
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
import { RecoveryBin } from './recovery/recovery-bin.js';
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
 * version and audit row. The answer comes after the commit only; until then the old content is the content. What a refused save
 * brought goes to the recovery bin.
 */
@Injectable()
export class PutFile {
  constructor(
    private readonly blobs: BlobStore,
    private readonly files: FileRepository,
    private readonly underLock: ChangeUnderLock,
    private readonly locks: LocksService,
    private readonly bin: RecoveryBin,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws WopiError `lock_mismatch`, `document_changed`, `file_not_found`, or what the storage says */
  async run(context: RequestContext, request: PutFileRequest, trail: AuditTrail): Promise<Published> {
    const { expectedBytes, content, presented } = request;
    if (expectedBytes !== undefined && expectedBytes > this.options.maxFileBytes)
      throw new WopiError('body_too_large');
    try {
      this.underLock.refuseEarly(context, presented);
      requireKnown(context, request);
    } catch (error) {
      if (error instanceof WopiError) await this.bin.keepBody(context.session, error, request, trail);
      throw error;
    }
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes };
    const blob = await inWopi(this.blobs.write(context.session.tenantId, content, limits));
    try {
      const published = await this.publish(context, request, blob, trail);
      trail.markWritten();
      return published;
    } catch (error) {
      // After an unclear failure the blob stays: the sweeper finds out whether a row names it.
      if (error instanceof WopiError) await this.bin.keepBlob(context.session, error, blob, trail);
      throw error;
    }
  }

  /**
   * Each statement follows one version, the newest that is known: one that the database takes up when its process has given it up, or is
   * gone, comes to nothing once its client has saved again elsewhere.
   */
  private async publish(
    { session, user, file }: RequestContext,
    { presented, signals, knownTime }: PutFileRequest,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<Published> {
    const { tenantId, fileId } = session;
    const shown = presented.lock ?? presented.coauthLockId;
    const entry = trail.entry(200, { bytesIn: blob.size, lockBefore: shown, lockAfter: shown });
    const companion = this.audit.versionCompanion(entry);
    const write = async (
      holding: Holding,
      mustBeEmpty: boolean,
      expectedVersion = file.version,
    ): Promise<Published | undefined> => {
      const published = await this.files.publish(
        {
          tenantId,
          fileId,
          holding,
          blob,
          authorId: user.id,
          sessionId: session.sessionId,
          origin: 'saved',
          mustBeEmpty,
          signals,
          expectedVersion,
        },
        companion,
      );
      if (published !== undefined || knownTime) return published;
      const newest = await this.files.version(tenantId, fileId);
      if (newest === undefined || newest === expectedVersion) return undefined;
      return write(holding, mustBeEmpty, newest);
    };
    const published = await this.underLock.content(session, presented, write);
    if (published !== undefined) return published;
    if (knownTime && (await this.files.version(tenantId, fileId)) !== file.version)
      throw changed(knownTime, presented);
    throw await this.locks.conflict(session);
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
