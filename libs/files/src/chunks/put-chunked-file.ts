import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { type Holding, LocksService, type PresentedLock } from '#locks';
import type { SaveSignals } from '#versions';
import {
  FrameReader,
  MESSAGE_MAX_BYTES,
  type PutChunkedFileMessage,
  readPutChunkedFile,
  WopiError,
} from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import { ChangeUnderLock } from '../change-under-lock.js';
import { DiscardBlobs } from '../discard-blobs.js';
import type { RequestContext } from '../file.js';
import { FileRepository } from '../persistence/file.repository.js';
import { FileContentRepository } from '../persistence/file-content.repository.js';
import { RecoveryBin } from '../recovery/recovery-bin.js';
import { type ChunkPack, ChunkPacks, type ChunkSource } from './chunk-packs.js';
import { ContentReader } from './content-reader.js';
import { UploadSessions } from './upload-sessions.js';
import { type AssembledSave, SaveAssembly } from './save-assembly.js';

export interface PutChunkedFileRequest {
  readonly presented: PresentedLock;
  /** X-WOPI-SequenceNumber: the state of the file that the client knows. */
  readonly sequenceNumber: string;
  readonly signals: SaveSignals;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * PutChunkedFile (`plus/file-transfer/put-chunked-file`): new chunks go into one fresh blob; then one transaction publishes the
 * version and says of which chunks, new and old, it is made. The sequence number of a file is its version.
 */
@Injectable()
export class PutChunkedFile {
  constructor(
    private readonly packs: ChunkPacks,
    private readonly assembly: SaveAssembly,
    private readonly uploads: UploadSessions,
    private readonly content: ContentReader,
    private readonly discardBlobs: DiscardBlobs,
    private readonly files: FileRepository,
    private readonly contents: FileContentRepository,
    private readonly underLock: ChangeUnderLock,
    private readonly locks: LocksService,
    private readonly bin: RecoveryBin,
    private readonly audit: AuditService,
    private readonly db: Db,
  ) {}

  /**
   * Answers the new version.
   * @throws WopiError `lock_mismatch`, `coherency_failure`, `invalid_body`, `body_too_large`, `file_not_found`, or what the storage says
   */
  async run(context: RequestContext, request: PutChunkedFileRequest, trail: AuditTrail): Promise<string> {
    const { presented, sequenceNumber } = request;
    try {
      this.underLock.refuseEarly(context, presented);
    } catch (error) {
      // Read all the same, for the recovery bin; whatever comes of that, the lock is the answer.
      if (error instanceof WopiError && (await this.bin.wants(context.session, error)))
        await this.save(context, request, trail, error).catch(() => undefined);
      throw error;
    }
    requireState(context.file.version, sequenceNumber);
    return this.save(context, request, trail);
  }

  /** @param refusal why the save will not be published, where that is known beforehand */
  private async save(
    context: RequestContext,
    request: PutChunkedFileRequest,
    trail: AuditTrail,
    refusal?: WopiError,
  ): Promise<string> {
    const { tenantId } = context.session;
    const frames = new FrameReader(request.body);
    const message = readPutChunkedFile(await frames.message(MESSAGE_MAX_BYTES));
    const pack = await this.packOf(context, message, frames);
    let save: AssembledSave | undefined;
    try {
      save = await this.assembly.run(context, message, pack);
      if (refusal) throw refusal;
      const token = message.uploadSessionToken;
      const ended: string[] = [];
      const version = await this.publish(context, request, save, trail, async () => {
        if (token !== undefined) ended.push(...(await this.uploads.end(tenantId, token)));
      });
      trail.markWritten();
      await this.discardBlobs.run(tenantId, ended);
      return version;
    } catch (error) {
      const kept = save && (await this.keepRefused(context, error, save, trail));
      // After an unclear failure the blob stays: the sweeper finds out whether a row names it.
      if (!kept && error instanceof WopiError && pack.key !== undefined)
        await this.discardBlobs.run(tenantId, [pack.key]);
      throw error;
    }
  }

  /** Whether the main content of a refused save is in the recovery bin. */
  private async keepRefused(
    { session }: RequestContext,
    error: unknown,
    { main, attachment }: AssembledSave,
    trail: AuditTrail,
  ): Promise<boolean> {
    const assembled = attachment.assembled.filter(({ blobKey }) => blobKey === main.key);
    if (!(error instanceof WopiError) || assembled.length === 0) return false;
    const alone = { assembled, streams: [], ended: [], properties: [] };
    const attach = () => this.contents.attach(session.tenantId, session.fileId, alone);
    return this.bin.keepAssembled(session, error, main, attach, trail);
  }

  /** The chunks of an upload session count as if they had come with the request. */
  private async packOf(
    context: RequestContext,
    { signatures, uploadSessionToken }: PutChunkedFileMessage,
    inline: FrameReader,
  ): Promise<ChunkPack> {
    const { tenantId } = context.session;
    const sources: ChunkSource[] = [{ frames: inline, endFrame: true }];
    if (uploadSessionToken !== undefined) {
      const { fragments } = await this.uploads.find(context, uploadSessionToken);
      const frames = new FrameReader(this.content.segments(tenantId, fragments));
      sources.unshift({ frames, endFrame: false });
    }
    const wanted = signatures.flatMap(({ ChunkSignatures }) => ChunkSignatures.map(({ ChunkId }) => ChunkId));
    return this.packs.write(tenantId, sources, new Set(wanted));
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
