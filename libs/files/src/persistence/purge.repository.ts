import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './purge.sql.js';

export interface PurgeableVersion {
  readonly fileId: string;
  readonly version: string;
  readonly size: number;
  readonly blobKey: string;
}

@Injectable()
export class PurgeRepository {
  constructor(private readonly db: Db) {}

  /** Ids of files, deleted ones too, in their order; empty at the end. */
  async filesAfter(tenantId: string, fileId: string, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(sql.NEXT_FILES, [tenantId, fileId, most]);
    return rows.map(({ id }) => id);
  }

  /** The oldest of each file first. */
  purgeable(tenantId: string, fileIds: readonly string[], most: number | null): Promise<PurgeableVersion[]> {
    return this.db.query<PurgeableVersion>(sql.PURGEABLE, [tenantId, fileIds, most]);
  }

  /** Answers those that are gone. */
  purge(
    tenantId: string,
    doomed: readonly Pick<PurgeableVersion, 'fileId' | 'version'>[],
  ): Promise<PurgeableVersion[]> {
    const values = [tenantId, doomed.map(({ fileId }) => fileId), doomed.map(({ version }) => version)];
    return this.db.query<PurgeableVersion>(sql.PURGE, values);
  }

  /** Answers the version if it is gone. */
  async remove(tenantId: string, fileId: string, version: string): Promise<PurgeableVersion | undefined> {
    const [gone] = await this.db.query<PurgeableVersion>(sql.REMOVE, [tenantId, [fileId], [version]]);
    return gone;
  }
}
