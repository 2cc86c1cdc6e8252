import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { type Holding, LocksService } from '#locks';
import { type Version, VersionsService } from '#versions';
import { WopiError } from '#wopi-protocol';
import { AuditTrail } from './audit-trail.js';
import { ContentReader } from './chunks/content-reader.js';
import type { Actor, FileSummary, VersionSummary } from './file.js';
import { FileError } from './file-error.js';
import { summaryOf } from './file-summary.js';
import { nameProblem } from './file-name.js';
import { type OpenedContent, streamOf } from './opened-content.js';
import { FileRepository, type LocatedFile } from './persistence/file.repository.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a person does with files in the portal. A file that the actor may not see answers exactly as one that does not exist. */
@Injectable()
export class PortalFiles {
  constructor(
    private readonly files: FileRepository,
    private readonly versionsOf: VersionsService,
    private readonly content: ContentReader,
    private readonly locks: LocksService,
    private readonly audit: AuditService,
  ) {}

  /** Newest first, at most 1,000: the actor's own, and for an administrator all of the tenant. */
  async list(actor: Actor): Promise<FileSummary[]> {
    return (await this.files.list(actor)).map(summaryOf);
  }

  /** @throws FileError `not_found` */
  async get(actor: Actor, fileId: string): Promise<FileSummary> {
    return summaryOf(await this.find(actor, fileId));
  }

  /** For an application that vouches for whoever asks. @throws FileError `not_found` */
  async getVouched(tenantId: string, fileId: string): Promise<FileSummary> {
    const file = UUID.test(fileId) ? await this.files.getAny(tenantId, fileId) : undefined;
    if (!file) throw new FileError('not_found');
    return summaryOf(file);
  }

  /** @throws FileError `not_found`, `invalid_name`, `name_taken`, `locked` */
  async rename(actor: Actor, fileId: string, newName: string): Promise<FileSummary> {
    await this.find(actor, fileId);
    const name = newName.normalize('NFC');
    const problem = nameProblem(name);
    if (problem !== undefined) throw new FileError('invalid_name', `${problem}.`);
    await this.change(actor, fileId, 'RenameFile', async (trail) => {
      const outcome = await this.files.rename(
        actor.tenantId,
        fileId,
        name,
        this.audit.companion(trail.entry(200)),
      );
      if (outcome !== 'done') throw new FileError(outcome === 'taken' ? 'name_taken' : 'not_found');
    });
    return this.get(actor, fileId);
  }

  /** The versions stay in the database and the store. @throws FileError `not_found`, `locked` */
  async delete(actor: Actor, fileId: string): Promise<void> {
    await this.find(actor, fileId);
    await this.change(actor, fileId, 'DeleteFile', async (trail) => {
      const companion = this.audit.companion(trail.entry(200));
      if (!(await this.files.delete(actor.tenantId, fileId, actor.userId, companion)))
        throw new FileError('not_found');
    });
  }

  /** Newest first. @throws FileError `not_found` */
  async versions(actor: Actor, fileId: string): Promise<VersionSummary[]> {
    const file = await this.find(actor, fileId);
    const versions = await this.versionsOf.list(actor.tenantId, fileId);
    return versions.map((version) => versionSummary(version, file));
  }

  /** The newest version unless one is named. @throws FileError `not_found` */
  async openVersion(actor: Actor, fileId: string, version?: string): Promise<OpenedContent> {
    const file = await this.find(actor, fileId);
    const wanted = version === undefined ? file : await this.findVersion(actor, fileId, version);
    const content = await this.content.read({ tenantId: actor.tenantId, key: wanted.blobKey });
    this.audit.record(
      this.trail(actor, fileId, 'Download').entry(200, {
        bytesOut: wanted.size,
        versionAfter: wanted.version,
      }),
    );
    return { stream: streamOf(content), size: wanted.size, name: file.name };
  }

  /**
   * Makes the content of an old version the newest, as a version of its own; nothing is removed.
   * @throws FileError `not_found`, `locked`
   */
  async restore(actor: Actor, fileId: string, version: string): Promise<FileSummary> {
    await this.find(actor, fileId);
    const old = await this.findVersion(actor, fileId, version);
    const { tenantId, userId } = actor;
    await this.change(actor, fileId, 'RestoreVersion', async (trail, holding) => {
      const detail = { restoredFrom: old.version };
      const companion = this.audit.versionCompanion(trail.entry(200, { detail }));
      const blob = { key: old.blobKey, size: old.size, sha256: old.sha256 };
      const publication = {
        tenantId,
        fileId,
        holding,
        blob,
        authorId: userId,
        origin: 'restored',
        restoredFrom: version,
      } as const;
      const made = await this.files.publish(publication, companion);
      if (made === undefined) throw new FileError('not_found');
    });
    return this.get(actor, fileId);
  }

  private async find(actor: Actor, fileId: string): Promise<LocatedFile> {
    const file = UUID.test(fileId) ? await this.files.get(actor, fileId) : undefined;
    if (!file) throw new FileError('not_found');
    return file;
  }

  private async findVersion(actor: Actor, fileId: string, version: string): Promise<Version> {
    const found = await this.versionsOf.find(actor.tenantId, fileId, version);
    if (!found) throw new FileError('not_found', 'There is no such version.');
    return found;
  }

  private trail(actor: Actor, fileId: string, operation: string): AuditTrail {
    return new AuditTrail({ ...actor, fileId, operation });
  }

  /** Runs a change while nobody can lock the file; a file that somebody has locked is left alone. */
  private async change(
    actor: Actor,
    fileId: string,
    operation: string,
    work: (trail: AuditTrail, holding: Holding) => Promise<void>,
  ): Promise<void> {
    const trail = this.trail(actor, fileId, operation);
    try {
      await this.locks.hold({ tenantId: actor.tenantId, fileId }, {}, (holding) => work(trail, holding));
    } catch (error) {
      if (error instanceof WopiError && error.code === 'lock_mismatch') throw new FileError('locked');
      throw error;
    }
  }
}

function versionSummary(version: Version, file: LocatedFile): VersionSummary {
  const { blobKey: _key, sha256: _hash, restoredFrom, saveKind, ...rest } = version;
  const said = { restoredFrom: restoredFrom ?? undefined, saveKind: saveKind ?? undefined };
  return { ...rest, ...said, current: version.version === file.version };
}
