import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { ListedVersion, Version } from '../version.js';
import * as sql from './version.sql.js';

@Injectable()
export class VersionRepository {
  constructor(private readonly db: Db) {}

  list(tenantId: string, fileId: string): Promise<ListedVersion[]> {
    return this.db.query<ListedVersion>(sql.LIST, [tenantId, fileId]);
  }

  async find(tenantId: string, fileId: string, version: string): Promise<Version | undefined> {
    return (await this.db.query<Version>(sql.FIND, [tenantId, fileId, version]))[0];
  }

  /** Whether there is such a version; so does {@link pin}. */
  async label(key: readonly string[], label: string | null, companion: Companion): Promise<boolean> {
    return (await this.db.change(sql.LABEL, [...key, label], companion)).length === 1;
  }

  async pin(key: readonly string[], pinned: boolean, companion: Companion): Promise<boolean> {
    return (await this.db.change(sql.PIN, [...key, pinned], companion)).length === 1;
  }
}
