import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditService } from '#audit';
import { Db } from '#database';
import { BlobStore, StorageError, type StorageErrorCode, type StoredBlob } from '#storage';
import { RetentionService } from '#versions';
import type { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import { DiscardBlobs } from '../discard-blobs.js';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { BlobFateRepository } from '../persistence/blob-fate.repository.js';
import { RecoveredSaveRepository } from '../persistence/recovered-save.repository.js';
import { type RefusedSave, refusedSave, type SavingSession } from './recovered-save.js';

/** Failures of the storage that are no client's doing. */
const OURS: ReadonlySet<StorageErrorCode> = new Set(['full', 'busy', 'failed']);

/** What a client sent and nobody has read yet. */
export interface UnreadBody {
  readonly content: Readable;
  /** As the client announced it. */
  readonly expectedBytes: number | undefined;
}

/**
 * Keeps what people wrote and could not be saved. It never throws: the client is told why its save was refused, whatever
 * becomes of the bytes here; and it is told only when they are safe.
 */
@Injectable()
export class RecoveryBin {
  private readonly logger = new Logger(RecoveryBin.name);

  constructor(
    private readonly blobs: BlobStore,
    private readonly saves: RecoveredSaveRepository,
    private readonly fates: BlobFateRepository,
    private readonly discard: DiscardBlobs,
    private readonly retention: RetentionService,
    private readonly db: Db,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** For a save that was refused before its body was read: reads it, if it is as large as the bin's policy allows at most. */
  async keepBody(
    session: SavingSession,
    refusal: WopiError,
    { content, expectedBytes }: UnreadBody,
    trail: AuditTrail,
  ): Promise<void> {
    const save = refusedSave(session, refusal);
    if (!save || expectedBytes === 0) return;
    await this.quietly(async () => {
      const maxBytes = Math.min(await this.saves.room(session), this.options.maxFileBytes);
      if (maxBytes === 0 || (expectedBytes ?? 0) > maxBytes) return;
      const blob = await this.blobs.write(session.tenantId, content, { maxBytes, expectedBytes });
      await this.file(save, blob, trail);
    });
  }

  /** For a save that was refused when its bytes were stored already: the blob is the bin's from here on. */
  async keepBlob(
    session: SavingSession,
    refusal: WopiError,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<void> {
    const save = refusedSave(session, refusal);
    await this.quietly(async () => {
      if (save && blob.size > 0) await this.file(save, blob, trail);
      else await this.discard.run(session.tenantId, [blob.key]);
    });
  }

  /** Whether it is worth reading what a refused save brings. */
  async wants(session: SavingSession, refusal: WopiError): Promise<boolean> {
    if (!refusedSave(session, refusal)) return false;
    let room = 0;
    await this.quietly(async () => void (room = await this.saves.room(session)));
    return room > 0;
  }

  /** For content that is put together from others; `attach` says of which, within the transaction that keeps it. */
  async keepAssembled(
    session: SavingSession,
    refusal: WopiError,
    blob: StoredBlob,
    attach: () => Promise<void>,
    trail: AuditTrail,
  ): Promise<void> {
    const save = refusedSave(session, refusal);
    if (save && blob.size > 0) await this.quietly(() => this.file(save, blob, trail, attach));
  }

  private async file(
    save: RefusedSave,
    blob: StoredBlob,
    trail: AuditTrail,
    attach?: () => Promise<void>,
  ): Promise<void> {
    const { tenantId } = save.session;
    // An assembled blob that is not kept never was anything but a name.
    const own = attach ? [] : [blob.key];
    const detail = { recovered: save.reason };
    const companion = this.audit.companion(trail.entry(save.status, { bytesIn: blob.size, detail }));
    const { kept, rid } = await this.db.transaction(async () => {
      await this.retention.shareTurn(tenantId);
      await this.saves.lockAuthor(save.session);
      if (blob.size > (await this.saves.room(save.session))) return { kept: false, rid: own };
      if (await this.saves.seenAgain(save, blob, companion)) return { kept: true, rid: own };
      await attach?.();
      const kept = await this.saves.keep(save, blob, companion);
      return { kept, rid: await this.fates.letGo(tenantId, await this.saves.evict(save.session)) };
    });
    if (kept) trail.markWritten();
    await this.discard.run(tenantId, rid);
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // A body that ends early or is too large is no secret of ours to tell; anything else is.
      if (!(error instanceof StorageError) || OURS.has(error.code)) this.logger.error(error);
    }
  }
}
