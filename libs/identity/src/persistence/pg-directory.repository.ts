import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { DirectoryEntry } from '../directory/directory-entry.js';
import { DirectoryRepository } from '../directory/directory.repository.js';
import { FIND } from './directory.sql.js';

@Injectable()
export class PgDirectoryRepository extends DirectoryRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async find(tenantId: string, wanted: string): Promise<DirectoryEntry[]> {
    type Row = DirectoryEntry & { login: string | null };
    const rows = await this.db.query<Row>(FIND, [tenantId, wanted]);
    return rows.map(({ login, ...entry }) => ({ ...entry, ...(login !== null && { login }) }));
  }
}
