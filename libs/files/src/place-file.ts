import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { conflictDetail, type HeldLocks, isHeld, LocksService } from '#locks';
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

/** How often others may take or give up the name between the look and the write. */
const ATTEMPTS = 20;

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

  /** @throws WopiError `name_conflict`, `file_not_found` for the container, `busy`, or what the storage says */
  async run(placement: Placement, trail: AuditTrail): Promise<PlacedFile> {
    const { tenantId, target, content, expectedBytes } = placement;
    // Spares a client the upload of content that is refused anyway.
    if (target.exact)
      await this.overwritten(placement).catch((error: unknown) => this.keepBody(placement, error, trail));
    const limits = { maxBytes: this.options.maxFileBytes, expectedBytes };
    const blob = await inWopi(this.blobs.write(tenantId, content, limits));
    const placed = await this.publish(placement, blob, trail).catch(async (error: unknown) => {
      if (error instanceof WopiError) await this.keepBlob(placement, error, blob, trail);
      throw error;
    });
    trail.markWritten();
    return placed;
  }

  /** Looks who has the name as often as that changes before the statement that counts. */
  private async publish(placement: Placement, blob: StoredBlob, trail: AuditTrail): Promise<PlacedFile> {
    const { tenantId, containerId, target } = placement;
    const create = (name: string) => this.create(placement, name, blob, trail);
    if (!target.exact) return this.freeName.use(tenantId, containerId, target.name, create);
    for (let n = 1; n <= ATTEMPTS; n++) {
      const existing = await this.overwritten(placement);
      const placed = existing
        ? await this.overwrite(placement, existing, blob, trail)
        : await create(target.name);
      if (placed !== 'moved' && placed !== 'taken') return placed;
    }
    throw new WopiError('busy');
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

  private async create(
    { tenantId, containerId, authorId }: Placement,
    name: string,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<PlacedFile | 'taken'> {
    const fileId = newFileId();
    const detail = { madeFile: fileId, origin: 'created' };
    const companion = this.audit.companion(trail.entry(200, { bytesIn: blob.size, detail }));
    const file = { tenantId, fileId, name, containerId, authorId, blob };
    const made = await this.files.create(file, companion);
    if (made === 'gone') throw new WopiError('file_not_found');
    return made === 'done' ? { fileId, name } : made;
  }

  /** `moved`: the name is no longer that file's. What its content is by then becomes the version before. */
  private overwrite(
    { tenantId, containerId, authorId, target: { name } }: Placement,
    fileId: string,
    blob: StoredBlob,
    trail: AuditTrail,
  ): Promise<PlacedFile | 'moved'> {
    return this.locks.hold({ tenantId, fileId }, {}, async (holding) => {
      const detail = { madeFile: fileId, origin: 'overwritten' };
      const companion = this.audit.companion(trail.entry(200, { bytesIn: blob.size, detail }));
      const place = { containerId, name };
      const publication = { tenantId, fileId, holding, blob, authorId, origin: 'saved', place } as const;
      const published = await this.files.publish(publication, companion);
      return published ? { fileId, name } : 'moved';
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
