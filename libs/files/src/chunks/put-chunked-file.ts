import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { type Holding, LocksService, type PresentedLock } from '#locks';
import type { SaveSignals } from '#versions';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import { ChangeUnderLock } from '../change-under-lock.js';
import { DiscardBlobs } from '../discard-blobs.js';
import type { RequestContext } from '../file.js';
import { partsOf } from '../persistence/chunk-list.repository.js';
import { FileRepository } from '../persistence/file.repository.js';
import { FileContentRepository } from '../persistence/file-content.repository.js';
import { type IncomingSave, IncomingSaves } from './incoming-save.js';
import { RefusedChunks } from './refused-chunks.js';
import { type AssembledSave, SaveAssembly } from './save-assembly.js';
import { UploadSessions } from './upload-sessions.js';

export interface PutChunkedFileRequest {
  readonly presented: PresentedLock;
  /** X-WOPI-SequenceNumber: the state of the file that the client knows. */
  readonly sequenceNumber: string;
  readonly signals: SaveSignals;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * PutChunkedFile (`plus/file-transfer/put-chunked-file`): new chunks go into one fresh blob; then one transaction publishes the
 * version and says of which chunks, new and old, it is made. The sequence number of a file is its version. What a refused save
 * brought goes to the recovery bin.
 */
@Injectable()
export class PutChunkedFile {
  constructor(
    private readonly incoming: IncomingSaves,
    private readonly assembly: SaveAssembly,
    private readonly uploads: UploadSessions,
    private readonly refused: RefusedChunks,
    private readonly discardBlobs: DiscardBlobs,
    private readonly files: FileRepository,
    private readonly contents: FileContentRepository,
    private readonly underLock: ChangeUnderLock,
    private readonly locks: LocksService,
    private readonly audit: AuditService,
    private readonly db: Db,
  ) {}

  /**
   * Answers the new version.
   * @throws WopiError `lock_mismatch`, `coherency_failure`, `invalid_body`, `body_too_large`, `file_not_found`, or what the storage says
   */
  async run(context: RequestContext, request: PutChunkedFileRequest, trail: AuditTrail): Promise<string> {
    const { presented, sequenceNumber, body } = request;
    const { session, file } = context;
    try {
      this.underLock.refuseEarly(context, presented);
      requireState(file.version, sequenceNumber);
    } catch (error) {
      if (error instanceof WopiError) await this.refused.keepBody(session, error, request, trail);
      throw error;
    }
    const save = await this.incoming.read(context, body);
    try {
      return await this.save(context, request, save, trail);
    } catch (error) {
      // After an unclear failure the blob stays: the sweeper finds out whether a row names it.
      if (error instanceof WopiError) await this.refused.keep(session, error, save, sequenceNumber, trail);
      throw error;
    }
  }

  private async save(
    context: RequestContext,
    request: PutChunkedFileRequest,
    { message, pack }: IncomingSave,
    trail: AuditTrail,
  ): Promise<string> {
    const { tenantId } = context.session;
    const save = await this.assembly.run(context, message, pack);
    const token = message.uploadSessionToken;
    const ended: string[] = [];
    const version = await this.publish(context, request, save, trail, async () => {
      if (token !== undefined) ended.push(...(await this.uploads.end(tenantId, token)));
    }).catch(async (error: unknown) => {
      if (error instanceof WopiError) await this.discardBlobs.run(tenantId, save.gathered);
      throw error;
    });
    trail.markWritten();
    const parts = new Set(save.attachment.assembled.flatMap(({ list }) => partsOf(list)));
    const unused = pack.key === undefined || parts.has(pack.key) ? [] : [pack.key];
    await this.discardBlobs.run(tenantId, [...ended, ...unused]);
    return version;
  }

  /** @param also what else belongs to the transaction */
  private async publish(
    { session, user }: RequestContext,
    { presented, sequenceNumber, signals }: PutChunkedFileRequest,
    { main, attachment, received }: AssembledSave,
    trail: AuditTrail,
    also: () => Promise<void>,
  ): Promise<string> {
    const { tenantId, fileId } = session;
    const shown = presented.lock ?? presented.coauthLockId;
    const entry = trail.entry(200, { bytesIn: received, lockBefore: shown, lockAfter: shown });
    const write = (holding: Holding, mustBeEmpty: boolean) =>
      this.db.transaction(async () => {
        const published = await this.files.publish(
          {
            tenantId,
            fileId,
            holding,
            blob: main,
            authorId: user.id,
            sessionId: session.sessionId,
            origin: 'saved',
            mustBeEmpty,
            signals,
            expectedVersion: sequenceNumber,
            keepsStreams: true,
          },
          this.audit.versionCompanion(entry),
        );
        if (!published) return undefined;
        await this.contents.attach(tenantId, fileId, attachment);
        await also();
        return published.version;
      });
    const version = await this.underLock.content(session, presented, write);
    if (version !== undefined) return version;
    requireState(await this.files.version(tenantId, fileId), sequenceNumber);
    throw await this.locks.conflict(session);
  }
}

/** @throws WopiError `coherency_failure`, which tells the state */
function requireState(version: string | undefined, expected: string): void {
  if (version === undefined || version === expected) return;
  const reason = 'The file is in another state than the sequence number says.';
  throw new WopiError('coherency_failure', { sequenceNumber: version, reason });
}
