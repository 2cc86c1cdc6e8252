import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { Version } from '../version.js';
import * as sql from './version.sql.js';

@Injectable()
export class VersionRepository {
  constructor(private readonly db: Db) {}

  list(tenantId: string, fileId: string): Promise<Version[]> {
    return this.db.query<Version>(sql.LIST, [tenantId, fileId]);
  }

  async find(tenantId: string, fileId: string, version: string): Promise<Version | undefined> {
    return (await this.db.query<Version>(sql.FIND, [tenantId, fileId, version]))[0];
  }
}
