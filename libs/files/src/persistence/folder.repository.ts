import { Injectable } from '@nestjs/common';
import type { Container } from '#containers';
import { type Companion, Db } from '#database';
import type { Actor } from '../file.js';
import type { Right } from '../sharing/right.js';
import type { LocatedFile } from './file.repository.js';
import * as sql from './folder.sql.js';
import { unlessNameTaken } from './unless-name-taken.js';

/** A folder with what the person who asks may do in it. */
export type VisibleFolder = Container & { readonly rights: Right };

/** Folders as people see them, with the files in them. */
@Injectable()
export class FolderRepository {
  constructor(private readonly db: Db) {}

  /** Undefined for a folder that the actor has no right on. */
  async find({ tenantId, userId }: Actor, containerId: string): Promise<VisibleFolder | undefined> {
    type Row = Omit<VisibleFolder, 'parentId'> & { parentId: string | null };
    const [row] = await this.db.query<Row>(sql.VISIBLE_FOLDER, [tenantId, userId, containerId]);
    return row && { ...row, parentId: row.parentId ?? undefined };
  }

  /** Which of the containers the actor has a right on. */
  async visibleAmong({ tenantId, userId }: Actor, containerIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }>(sql.VISIBLE_AMONG, [tenantId, userId, containerIds]);
    return new Set(rows.map(({ id }) => id));
  }

  files({ tenantId, userId }: Actor, containerId: string): Promise<LocatedFile[]> {
    return this.db.query<LocatedFile>(sql.FILES_IN, [tenantId, userId, containerId]);
  }

  /** `taken`: the container has a file of that name; `gone`: there is no such file, or no such container of its owner. */
  async moveFile(
    tenantId: string,
    fileId: string,
    containerId: string,
    companion: Companion,
  ): Promise<'done' | 'taken' | 'gone'> {
    const values = [tenantId, fileId, containerId];
    return unlessNameTaken(this.db, () => this.db.change(sql.MOVE_FILE, values, companion));
  }
}
