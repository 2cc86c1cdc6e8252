import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { ContainersService } from '#containers';
import type { Resource } from '#tokens';
import { AuditTrail } from '../audit-trail.js';
import type { Actor, Requester } from '../file.js';
import { FileError } from '../file-error.js';
import { summaryOf } from '../file-summary.js';
import { FileRepository } from '../persistence/file.repository.js';
import { FolderRepository } from '../persistence/folder.repository.js';
import { ShareRepository } from '../persistence/share.repository.js';
import { requireRight } from './right.js';
import type { SharedWithMe, SharesOf, ShareWish } from './share.js';

/** Gives people and groups rights on files and folders, for who manages these. */
@Injectable()
export class Shares {
  constructor(
    private readonly rows: ShareRepository,
    private readonly files: FileRepository,
    private readonly folders: FolderRepository,
    private readonly containers: ContainersService,
    private readonly audit: AuditService,
  ) {}

  /** @throws FileError `not_found`, `not_permitted` */
  async list(actor: Actor, resource: Resource): Promise<SharesOf> {
    const above = await this.placeOf(actor, resource);
    const [shares, inherited] = await Promise.all([
      this.rows.of(actor.tenantId, resource),
      above === undefined ? [] : this.rows.inherited(actor, above),
    ]);
    return { shares, inherited };
  }

  /** Gives a right, or another one than before. @throws FileError `not_found`, `not_permitted`, `no_grantee` */
  async set(requester: Requester, wish: ShareWish): Promise<void> {
    await this.require(requester, wish.resource);
    const { granteeId, rights } = wish;
    const companion = this.companion(requester, 'SetShare', wish.resource, { with: granteeId, rights });
    if (!(await this.rows.set(requester.tenantId, wish, requester.userId, companion)))
      throw new FileError('no_grantee');
  }

  /** Sessions that had their right by it are refused from the next request on. @throws FileError `not_found`, `not_permitted` */
  async remove(requester: Requester, resource: Resource, granteeId: string): Promise<void> {
    await this.require(requester, resource);
    const companion = this.companion(requester, 'RemoveShare', resource, { with: granteeId });
    if (!(await this.rows.remove(requester.tenantId, resource, granteeId, companion)))
      throw new FileError('not_found', 'It is not shared with them.');
  }

  /** What others share with the actor: at most 1,000 files and 1,000 folders. */
  async withMe(actor: Actor): Promise<SharedWithMe> {
    const [files, folders] = await Promise.all([this.rows.filesWith(actor), this.rows.foldersWith(actor)]);
    return { files: files.map(summaryOf), folders };
  }

  /** For an application, that there is something to share. @throws FileError `not_found` */
  async requireThere(tenantId: string, { kind, id }: Resource): Promise<void> {
    const found =
      kind === 'file'
        ? await this.files.getAny(tenantId, id)
        : await this.containers.find({ tenantId, containerId: id });
    if (!found) throw new FileError('not_found', kind === 'file' ? undefined : 'There is no such folder.');
  }

  private async require({ userId, ...rest }: Requester, resource: Resource): Promise<void> {
    if (userId === undefined) await this.requireThere(rest.tenantId, resource);
    else await this.placeOf({ ...rest, userId }, resource);
  }

  /** The folder that it lies in, for who manages it; undefined for a root. */
  private async placeOf(actor: Actor, { kind, id }: Resource): Promise<string | undefined> {
    if (kind === 'file') return requireRight(await this.files.get(actor, id), 'manage').containerId;
    return requireRight(await this.folders.find(actor, id), 'manage', 'There is no such folder.').parentId;
  }

  private companion(requester: Requester, operation: string, { kind, id }: Resource, detail: object) {
    const place = kind === 'file' ? { fileId: id } : { containerId: id };
    const trail = new AuditTrail({ ...requester, operation, ...place });
    return this.audit.companion(trail.entry(200, { detail: { ...detail } }));
  }
}
