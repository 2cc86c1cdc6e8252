import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { DeletedFile } from '../deletion/deleted-file.js';
import type { Requester } from '../file.js';
import * as sql from './deleted-file.sql.js';
import { unlessNameTaken } from './unless-name-taken.js';

/** A deleted file, and the folder that it goes back to. */
export type RestorableFile = DeletedFile & { readonly containerId: string };

/** Where a deleted file goes, and under which name. */
export interface RestoredPlace {
  readonly tenantId: string;
  readonly fileId: string;
  readonly name: string;
  readonly containerId: string;
}

@Injectable()
export class DeletedFileRepository {
  constructor(private readonly db: Db) {}

  list({ tenantId, userId }: Requester): Promise<RestorableFile[]> {
    return this.db.query<RestorableFile>(sql.LIST, [tenantId, userId ?? null]);
  }

  async find({ tenantId, userId }: Requester, fileId: string): Promise<RestorableFile | undefined> {
    return (await this.db.query<RestorableFile>(sql.FIND, [tenantId, userId ?? null, fileId]))[0];
  }

  /** `taken`: the container has a file of that name; `gone`: see RESTORE. @throws WopiError `quota_exceeded` */
  restore(
    { tenantId, fileId, name, containerId }: RestoredPlace,
    companion: Companion,
  ): Promise<'done' | 'taken' | 'gone'> {
    const values = [tenantId, fileId, name, containerId];
    return unlessNameTaken(this.db, () => this.db.change(sql.RESTORE, values, companion));
  }
}
