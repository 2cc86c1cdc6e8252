import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { conflictDetail, type HeldLocks, isHeld, LocksService, NOTHING_HELD } from '#locks';
import { BlobStore, type StoredBlob } from '#storage';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from './audit-trail.js';
import { DiscardBlobs } from './discard-blobs.js';
import { cleanName, nameProblem } from './file-name.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FreeName } from './free-name.js';
import { FileRepository, newFileId } from './persistence/file.repository.js';
import type { SavingSession } from './recovery/recovered-save.js';
import { RecoveryBin } from './recovery/recovery-bin.js';
import { inWopi } from './storage-to-wopi.js';

/** A name that a client wants: exactly this one, or one like it. */
export interface Target {
  readonly name: string;
  readonly exact: boolean;
}

export interface Placement {
  readonly tenantId: string;
  readonly containerId: string;
  readonly authorId: string;
  readonly target: Target;
  /** Whether an unlocked file that has the exact name, made by that person, may get the content. */
  readonly mayOverwrite: (createdBy: string) => boolean;
  readonly content: Readable;
  readonly expectedBytes: number | undefined;
  /** Whose content it is: kept if a lock is in the way. */
  readonly session?: SavingSession | undefined;
}

export interface PlacedFile {
  readonly fileId: string;
  readonly name: string;
}

/** Puts content into a container under a name, by the rules that PutRelativeFile and CreateChildFile share. */
@Injectable()
export class PlaceFile {
  constructor(
    private readonly blobs: BlobStore,
    private readonly files: FileRepository,
    private readonly freeName: FreeName,
    private readonly locks: LocksService,
    private readonly bin: RecoveryBin,
    private readonly discardBlobs: DiscardBlobs,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws WopiError `name_conflict`, `file_not_found` for the container, or what the storage says */
  async run(placement: Placement, trail: AuditTrail): Promise<PlacedFile> {
    const { tenantId, target, content, expectedBytes } = placement;
    const existing = target.exact
      ? await this.overwritten(placement).catch((error: unknown) => this.keepBody(placement, error, trail))
      : undefined;
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes };
    const blob = await inWopi(this.blobs.write(tenantId, content, limits));
    const publish =
      existing === undefined
        ? this.create(placement, blob, trail)
        : this.overwrite(placement, existing, blob, trail);
    const placed = await publish.catch(async (error: unknown) => {
      if (error instanceof WopiError) await this.keepBlob(placement, error, blob, trail);
      throw error;
    });
    trail.markWritten();
    return placed;
  }

  /** The id of a file that may be overwritten under this name; undefined when the name is free. */
  private async overwritten(placement: Placement): Promise<string | undefined> {
    const { tenantId, containerId, target, mayOverwrite } = placement;
    const existing = await this.files.findByName(tenantId, containerId, target.name);
    if (!existing) return undefined;
    if (!mayOverwrite(existing.createdBy) || isHeld(existing.held))
      throw await this.conflict(placement, existing.held);
    return existing.id;
  }

  private async conflict({ tenantId, containerId, target }: Placement, held: HeldLocks): Promise<WopiError> {
    const validTarget = await this.freeName.find(tenantId, containerId, target.name);
    return new WopiError('name_conflict', { ...conflictDetail(held), validTarget });
  }

  private async create(placement: Placement, blob: StoredBlob, trail: AuditTrail): Promise<PlacedFile> {
    const { tenantId, containerId, authorId, target } = placement;
    const fileId = newFileId();
    const attempt = async (name: string) => {
      const detail = { madeFile: fileId, origin: 'created' };
      const companion = this.audit.companion(trail.entry(200, { bytesIn: blob.size, detail }));
      const file = { tenantId, fileId, name, containerId, authorId, blob };
      const made = await this.files.create(file, companion);
      if (made === 'gone') throw new WopiError('file_not_found');
      return made === 'done' ? { fileId, name } : made;
    };
    if (!target.exact) return this.freeName.use(tenantId, containerId, target.name, attempt);
    const made = await attempt(target.name);
    if (made === 'taken') throw await this.conflict(placement, NOTHING_HELD);
    return made;
  }

  private overwrite(placement: Placement, fileId: string, blob: StoredBlob, trail: AuditTrail) {
    const { tenantId, authorId, target } = placement;
    return this.locks.hold({ tenantId, fileId }, {}, async (holding) => {
      const detail = { madeFile: fileId, origin: 'overwritten' };
      const companion = this.audit.companion(trail.entry(200, { bytesIn: blob.size, detail }));
      const publication = { tenantId, fileId, holding, blob, authorId, origin: 'saved' } as const;
      const published = await this.files.publish(publication, companion);
      if (published === undefined) throw await this.conflict(placement, NOTHING_HELD);
      return { fileId, name: target.name };
    });
  }

  private async keepBody(placement: Placement, error: unknown, trail: AuditTrail): Promise<never> {
    const { session } = placement;
    if (session && error instanceof WopiError) await this.bin.keepBody(session, error, placement, trail);
    throw error;
  }

  private async keepBlob(placement: Placement, error: WopiError, blob: StoredBlob, trail: AuditTrail) {
    const { session, tenantId } = placement;
    if (session) await this.bin.keepBlob(session, error, blob, trail);
    else await this.discardBlobs.run(tenantId, [blob.key]);
  }
}

/** A name that must be taken as it is. @throws WopiError `invalid_name` */
export function exactName(wish: string): string {
  const name = wish.normalize('NFC');
  const problem = nameProblem(name);
  if (problem !== undefined)
    throw new WopiError('invalid_name', { reason: problem, validTarget: cleanName(name) });
  return name;
}
