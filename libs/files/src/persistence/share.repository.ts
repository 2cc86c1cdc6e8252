import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { Resource } from '#tokens';
import type { Actor } from '../file.js';
import type { FolderSharedWithMe, InheritedShare, Share, ShareWish } from '../sharing/share.js';
import type { VisibleFile } from './file.repository.js';
import * as sql from './share.sql.js';

/** Rights of people and groups on files and folders. */
@Injectable()
export class ShareRepository {
  constructor(private readonly db: Db) {}

  /** False when there is no such person or group, or no room for another share. */
  async set(
    tenantId: string,
    { resource: { kind, id }, granteeId, rights }: ShareWish,
    userId: string | undefined,
    companion: Companion,
  ): Promise<boolean> {
    const place = kind === 'file' ? [id, null] : [null, id];
    const values = [tenantId, ...place, granteeId, rights, userId ?? null];
    return (await this.db.change(sql.SET, values, companion)).length === 1;
  }

  async remove(
    tenantId: string,
    { id }: Resource,
    granteeId: string,
    companion: Companion,
  ): Promise<boolean> {
    return (await this.db.change(sql.REMOVE, [tenantId, id, granteeId], companion)).length === 1;
  }

  of(tenantId: string, { id }: Resource): Promise<Share[]> {
    return this.db.query<Share>(sql.OF, [tenantId, id]);
  }

  /** What something in the container has by it and by the folders above. */
  inherited({ tenantId, userId }: Actor, containerId: string): Promise<InheritedShare[]> {
    return this.db.query<InheritedShare>(sql.INHERITED, [tenantId, userId, containerId]);
  }

  filesWith({ tenantId, userId }: Actor): Promise<VisibleFile[]> {
    return this.db.query<VisibleFile>(sql.FILES_WITH, [tenantId, userId]);
  }

  foldersWith({ tenantId, userId }: Actor): Promise<FolderSharedWithMe[]> {
    return this.db.query<FolderSharedWithMe>(sql.FOLDERS_WITH, [tenantId, userId]);
  }
}
