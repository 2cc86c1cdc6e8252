import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { LocksService } from '#locks';
import { AuditTrail } from './audit-trail.js';
import { ContentReader } from './chunks/content-reader.js';
import type { Actor, FileSummary, Requester } from './file.js';
import { FileError } from './file-error.js';
import { summaryOf } from './file-summary.js';
import { nameProblem } from './file-name.js';
import { type OpenedContent, streamOf } from './opened-content.js';
import { FileRepository, type LocatedFile } from './persistence/file.repository.js';
import { requireRight, type Right } from './sharing/right.js';
import { unlessLocked } from './unless-locked.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What people do with files in the portal, and applications. A file that a person may not see answers exactly as one that does not exist. */
@Injectable()
export class PortalFiles {
  constructor(
    private readonly files: FileRepository,
    private readonly content: ContentReader,
    private readonly locks: LocksService,
    private readonly audit: AuditService,
  ) {}

  /** Newest first, at most 1,000: the actor's own, and for an administrator all of the tenant. */
  async list(actor: Actor): Promise<FileSummary[]> {
    return (await this.files.list(actor)).map(summaryOf);
  }

  /** @throws FileError `not_found` */
  async get(requester: Requester, fileId: string): Promise<FileSummary> {
    return summaryOf(await this.find(requester, fileId));
  }

  /** @throws FileError `not_found`, `not_permitted`, `invalid_name`, `name_taken`, `locked` */
  async rename(actor: Actor, fileId: string, newName: string): Promise<FileSummary> {
    await this.find(actor, fileId, 'edit');
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

  /** The versions stay until the policy purges them. @throws FileError `not_found`, `not_permitted`, `locked` */
  async delete(requester: Requester, fileId: string): Promise<void> {
    const { tenantId, userId } = requester;
    await this.find(requester, fileId, 'manage');
    await this.change(requester, fileId, 'DeleteFile', async (trail) => {
      const companion = this.audit.companion(trail.entry(200));
      if (!(await this.files.delete(tenantId, fileId, userId, companion))) throw new FileError('not_found');
    });
  }

  /** @throws FileError `not_found`, `view_only` */
  async open(requester: Requester, fileId: string): Promise<OpenedContent> {
    const { blobKey: key, size, name, version, secured } = await this.find(requester, fileId);
    if (secured) throw new FileError('view_only');
    const content = await this.content.read({ tenantId: requester.tenantId, key });
    const trail = this.trail(requester, fileId, 'Download');
    this.audit.record(trail.entry(200, { bytesOut: size, versionAfter: version }));
    return { stream: streamOf(content), size, name };
  }

  private async find(
    { tenantId, userId }: Requester,
    fileId: string,
    needed: Right = 'view',
  ): Promise<LocatedFile> {
    if (!UUID.test(fileId)) throw new FileError('not_found');
    if (userId !== undefined) return requireRight(await this.files.get({ tenantId, userId }, fileId), needed);
    const file = await this.files.getAny(tenantId, fileId);
    if (!file) throw new FileError('not_found');
    return file;
  }

  private trail(requester: Requester, fileId: string, operation: string): AuditTrail {
    return new AuditTrail({ ...requester, fileId, operation });
  }

  /** Runs a change while nobody can lock the file; a file that somebody has locked is left alone. */
  private async change(
    requester: Requester,
    fileId: string,
    operation: string,
    work: (trail: AuditTrail) => Promise<void>,
  ): Promise<void> {
    const trail = this.trail(requester, fileId, operation);
    const key = { tenantId: requester.tenantId, fileId };
    await unlessLocked(this.locks.hold(key, {}, () => work(trail)));
  }
}
