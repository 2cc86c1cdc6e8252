import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { LocksService } from '#locks';
import { type ListedVersion, type Version, VersionsService } from '#versions';
import { AuditTrail } from './audit-trail.js';
import { ContentReader } from './chunks/content-reader.js';
import type { FileSummary, Requester, VersionSummary } from './file.js';
import { FileError } from './file-error.js';
import { summaryOf } from './file-summary.js';
import { type OpenedContent, streamOf } from './opened-content.js';
import { FileRepository, type LocatedFile } from './persistence/file.repository.js';
import { requireRight, type Right } from './sharing/right.js';
import { inSentences } from './storage-to-wopi.js';
import { unlessLocked } from './unless-locked.js';

const NONE = 'There is no such version.';

/** What people and applications do with the versions of a file; an application also with those of a deleted one. */
@Injectable()
export class FileVersions {
  constructor(
    private readonly files: FileRepository,
    private readonly versions: VersionsService,
    private readonly content: ContentReader,
    private readonly locks: LocksService,
    private readonly audit: AuditService,
  ) {}

  /** Newest first. @throws FileError `not_found` */
  async list(requester: Requester, fileId: string): Promise<VersionSummary[]> {
    const file = await this.find(requester, fileId);
    const versions = await this.versions.list(requester.tenantId, fileId);
    return versions.map((version) => summaryIn(version, file));
  }

  /** @throws FileError `not_found` where the requester sees no such file */
  async requireFile(requester: Requester, fileId: string): Promise<void> {
    await this.find(requester, fileId);
  }

  /** @throws FileError `not_found` */
  async get(requester: Requester, fileId: string, version: string): Promise<VersionSummary> {
    const found = (await this.list(requester, fileId)).find((listed) => listed.version === version);
    if (!found) throw new FileError('not_found', NONE);
    return found;
  }

  /** @throws FileError `not_found`, `view_only` */
  async open(requester: Requester, fileId: string, version: string): Promise<OpenedContent> {
    const { name, secured } = await this.find(requester, fileId);
    if (secured) throw new FileError('view_only');
    const { blobKey: key, size } = await this.findVersion(requester, fileId, version);
    const content = await this.content.read({ tenantId: requester.tenantId, key });
    const trail = new AuditTrail({ ...requester, fileId, operation: 'Download' });
    this.audit.record(trail.entry(200, { bytesOut: size, versionAfter: version }));
    return { stream: streamOf(content), size, name };
  }

  /**
   * Makes the content of an old version the newest, as a version of its own; nothing is removed.
   * @throws FileError `not_found`, `not_permitted`, `locked`, `quota_exceeded`
   */
  async restore(requester: Requester, fileId: string, version: string): Promise<FileSummary> {
    const { ownerId } = await this.find(requester, fileId, 'edit');
    const { tenantId, userId } = requester;
    const { blobKey: key, size, sha256 } = await this.findVersion(requester, fileId, version);
    const trail = new AuditTrail({ ...requester, fileId, operation: 'RestoreVersion' });
    const companion = this.audit.versionCompanion(trail.entry(200, { detail: { restoredFrom: version } }));
    const restored = this.locks.hold({ tenantId, fileId }, {}, (holding) =>
      this.files.publish(
        {
          tenantId,
          fileId,
          holding,
          blob: { key, size, sha256 },
          authorId: userId ?? ownerId,
          origin: 'restored',
          restoredFrom: version,
        },
        companion,
      ),
    );
    // The file was deleted, or the version purged, a moment ago.
    if (!(await unlessLocked(inSentences(restored)))) throw new FileError('not_found', NONE);
    return summaryOf(await this.find(requester, fileId));
  }

  /** A label and a pin each keep a version whatever the policy says. @throws FileError `not_found`, `not_permitted` */
  async mark(
    requester: Requester,
    fileId: string,
    version: string,
    { label, pinned }: { readonly label?: string | null | undefined; readonly pinned?: boolean | undefined },
  ): Promise<VersionSummary> {
    await this.find(requester, fileId, 'edit');
    const key = { tenantId: requester.tenantId, fileId, version };
    const companion = (operation: string) =>
      this.audit.companion(
        new AuditTrail({ ...requester, fileId, operation }).entry(200, { detail: { version } }),
      );
    const done = [
      label === undefined || (await this.versions.label(key, label ?? undefined, companion('LabelVersion'))),
      pinned === undefined ||
        (await this.versions.pin(key, pinned, companion(pinned ? 'PinVersion' : 'UnpinVersion'))),
    ];
    if (done.includes(false)) throw new FileError('not_found', NONE);
    return this.get(requester, fileId, version);
  }

  private async find(
    { tenantId, userId, ...rest }: Requester,
    fileId: string,
    needed: Right = 'view',
  ): Promise<LocatedFile> {
    if (userId !== undefined)
      return requireRight(await this.files.get({ tenantId, userId, ...rest }, fileId), needed);
    const file = await this.files.getEvenDeleted(tenantId, fileId);
    if (!file) throw new FileError('not_found');
    return file;
  }

  private async findVersion({ tenantId }: Requester, fileId: string, version: string): Promise<Version> {
    const found = await this.versions.find(tenantId, fileId, version);
    if (!found) throw new FileError('not_found', NONE);
    return found;
  }
}

function summaryIn(version: ListedVersion, file: LocatedFile): VersionSummary {
  const { blobKey: _key, sha256: _hash, restoredFrom, saveKind, label, foldedInto, ...rest } = version;
  return {
    ...rest,
    restoredFrom: restoredFrom ?? undefined,
    saveKind: saveKind ?? undefined,
    label: label ?? undefined,
    foldedInto: foldedInto ?? undefined,
    current: version.version === file.version,
  };
}
