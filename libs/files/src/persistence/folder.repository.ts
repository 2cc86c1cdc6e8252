import { Injectable } from '@nestjs/common';
import type { Container } from '#containers';
import { type Companion, Db } from '#database';
import type { Actor } from '../file.js';
import type { LocatedFile } from './file.repository.js';
import * as sql from './folder.sql.js';
import { unlessNameTaken } from './unless-name-taken.js';

/** Folders as people see them, with the files in them. */
@Injectable()
export class FolderRepository {
  constructor(private readonly db: Db) {}

  async find({ tenantId, userId }: Actor, containerId: string): Promise<Container | undefined> {
    type Row = Omit<Container, 'parentId'> & { parentId: string | null };
    const [row] = await this.db.query<Row>(sql.VISIBLE_FOLDER, [tenantId, userId, containerId]);
    return row && { ...row, parentId: row.parentId ?? undefined };
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
