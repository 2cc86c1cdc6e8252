import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { type Container, type ContainerKey, ContainersService, type Move } from '#containers';
import { AuditTrail } from '../audit-trail.js';
import type { Actor, FileSummary } from '../file.js';
import { FileError } from '../file-error.js';
import { nameProblem } from '../file-name.js';
import { summaryOf } from '../file-summary.js';
import { FileRepository } from '../persistence/file.repository.js';
import { FolderRepository, type VisibleFolder } from '../persistence/folder.repository.js';
import { requireRight, type Right } from '../sharing/right.js';

/** A folder in a list or in the way to another. */
export interface FolderSummary {
  readonly id: string;
  readonly name: string;
}

/** What a person sees in an open folder. */
export interface OpenedFolder extends FolderSummary {
  readonly ownerId: string;
  readonly isRoot: boolean;
  /** What the person who asks may do in it. */
  readonly rights: Right;
  /** From the root down to this folder; of somebody else's tree only what is shared with the person. */
  readonly path: readonly FolderSummary[];
  readonly folders: readonly FolderSummary[];
  /** Newest first, at most 5,000. */
  readonly files: readonly FileSummary[];
}

const REFUSED: Partial<Record<Move, [ConstructorParameters<typeof FileError>[0], string]>> = {
  gone: ['not_found', 'There is no such folder.'],
  taken: ['name_taken', 'Another folder there already has this name.'],
  too_deep: ['impossible_move', 'Folders cannot be nested as deep as this.'],
  within_itself: ['impossible_move', 'A folder cannot be moved into itself.'],
  elsewhere: ['impossible_move', 'The folder belongs to somebody else.'],
};

/** What a person does with folders in the portal. One that the actor may not see answers exactly as one that does not exist. */
@Injectable()
export class PortalFolders {
  constructor(
    private readonly rows: FolderRepository,
    private readonly containers: ContainersService,
    private readonly files: FileRepository,
    private readonly audit: AuditService,
  ) {}

  /** The actor's own root unless a folder is named. @throws FileError `not_found` */
  async open(actor: Actor, folderId: string = actor.userId): Promise<OpenedFolder> {
    const folder = await this.get(actor, folderId, 'view');
    const key = keyOf(actor, folderId);
    const [path, folders, files] = await Promise.all([
      this.pathTo(actor, folder),
      this.containers.children(key),
      this.rows.files(actor, folderId),
    ]);
    return {
      ...summary(folder),
      ownerId: folder.ownerId,
      isRoot: folder.parentId === undefined,
      rights: folder.rights,
      path: path.map(summary),
      folders: folders.map(summary),
      files: files.map(summaryOf),
    };
  }

  /** @throws FileError `not_found`, `not_permitted`, `invalid_name`, `name_taken`, `impossible_move` */
  async create(actor: Actor, parentId: string, wish: string): Promise<FolderSummary> {
    await this.get(actor, parentId, 'edit');
    const { tenantId, userId } = actor;
    const name = checked(wish);
    const containerId = randomUUID();
    const companion = this.companion(actor, 'CreateFolder', containerId, 201);
    refuse(
      await this.containers.create({ tenantId, containerId, parentId, name, createdBy: userId }, companion),
    );
    return { id: containerId, name };
  }

  /** @throws FileError `not_found`, `not_permitted`, `invalid_name`, `name_taken` */
  async rename(actor: Actor, folderId: string, wish: string): Promise<void> {
    await this.get(actor, folderId, 'edit');
    const companion = this.companion(actor, 'RenameFolder', folderId, 200);
    refuse(await this.containers.rename(keyOf(actor, folderId), checked(wish), companion));
  }

  /** @throws FileError `not_found`, `not_permitted`, `name_taken`, `impossible_move` */
  async move(actor: Actor, folderId: string, parentId: string): Promise<void> {
    await this.get(actor, folderId, 'manage');
    await this.get(actor, parentId, 'edit');
    const companion = this.companion(actor, 'MoveFolder', folderId, 200, { to: parentId });
    refuse(await this.containers.move(keyOf(actor, folderId), parentId, companion));
  }

  /** @throws FileError `not_found`, `not_permitted`, `folder_not_empty`; for a root `impossible_move` */
  async delete(actor: Actor, folderId: string): Promise<void> {
    await this.get(actor, folderId, 'manage');
    const companion = this.companion(actor, 'DeleteFolder', folderId, 200);
    const removed = await this.containers.remove(keyOf(actor, folderId), actor.userId, companion);
    if (removed === 'not_empty') throw new FileError('folder_not_empty');
    if (removed === 'root') throw new FileError('impossible_move', 'This folder cannot be deleted.');
    refuse(removed);
  }

  /** @throws FileError `not_found`, `not_permitted`, `name_taken`, `impossible_move` into another person's folder */
  async moveFile(actor: Actor, fileId: string, folderId: string): Promise<void> {
    const file = requireRight(await this.files.get(actor, fileId), 'manage');
    const folder = await this.get(actor, folderId, 'edit');
    if (folder.ownerId !== file.ownerId) refuse('elsewhere');
    const trail = new AuditTrail({ ...actor, operation: 'MoveFile', fileId, containerId: folderId });
    const companion = this.audit.companion(trail.entry(200, { detail: { from: file.containerId } }));
    const moved = await this.rows.moveFile(actor.tenantId, fileId, folderId, companion);
    if (moved === 'taken') throw new FileError('name_taken', 'A file there already has this name.');
    refuse(moved);
  }

  private async get(actor: Actor, folderId: string, needed: Right): Promise<VisibleFolder> {
    return requireRight(await this.rows.find(actor, folderId), needed, 'There is no such folder.');
  }

  /** Rights are inherited downwards, so what is visible of a way is its end. */
  private async pathTo(actor: Actor, { id, ownerId }: Container): Promise<readonly Container[]> {
    const path = await this.containers.pathTo(keyOf(actor, id));
    if (ownerId === actor.userId) return path;
    const visible = await this.rows.visibleAmong(
      actor,
      path.map((container) => container.id),
    );
    return path.filter((container) => visible.has(container.id));
  }

  private companion(actor: Actor, operation: string, containerId: string, status: number, detail?: object) {
    const trail = new AuditTrail({ ...actor, operation, containerId });
    return this.audit.companion(trail.entry(status, detail && { detail: { ...detail } }));
  }
}

const keyOf = ({ tenantId }: Actor, containerId: string): ContainerKey => ({ tenantId, containerId });
const summary = ({ id, name }: Container): FolderSummary => ({ id, name });

function checked(wish: string): string {
  const name = wish.normalize('NFC');
  const problem = nameProblem(name);
  if (problem !== undefined) throw new FileError('invalid_name', `${problem}.`);
  return name;
}

function refuse(outcome: Move): void {
  const refusal = REFUSED[outcome];
  if (refusal) throw new FileError(...refusal);
}
