import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import * as sql from '../persistence/storage-quota.sql.js';

/** What the files of a tenant take, in bytes; chunks that versions share count in each. */
export interface StorageUse {
  /** What `usedBytes` may be at most; null: no limit. */
  readonly quotaBytes: number | null;
  /** Of the files that are there, in their current version: the quota is about these alone. */
  readonly usedBytes: number;
  /** Of all versions that are kept, those of deleted files too. */
  readonly versionBytes: number;
  /** Of the recovery bin. */
  readonly recoveredBytes: number;
}

/** How much a tenant may keep. A change that would make its files larger than that is refused by the database, whoever tries it. */
@Injectable()
export class StorageQuota {
  constructor(private readonly db: Db) {}

  async use(tenantId: string): Promise<StorageUse> {
    return (await this.db.query<StorageUse>(sql.USE, [tenantId]))[0]!;
  }

  /** @param quotaBytes less than is used: nothing may grow; null: no limit */
  async set(tenantId: string, quotaBytes: number | null, companion: Companion): Promise<void> {
    if (quotaBytes === null) {
      await this.db.change(sql.LIFT, [tenantId], companion);
      return;
    }
    await this.db.transaction(async () => {
      await this.db.query(sql.KEEP_STILL);
      await this.db.change(sql.SET, [tenantId, quotaBytes], companion);
    });
  }
}
