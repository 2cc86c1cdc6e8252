import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { DISCOVERIES_CHANNEL } from '../discoveries-channel.js';
import { DiscoveryRepository, type StoredDiscovery } from '../discovery.repository.js';
import * as sql from './discovery.sql.js';

@Injectable()
export class PgDiscoveryRepository extends DiscoveryRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async find(url: string, revision?: string): Promise<StoredDiscovery | undefined> {
    const [row] = await this.db.query<Record<keyof StoredDiscovery, unknown>>(sql.FIND, [
      url,
      revision ?? null,
    ]);
    if (!row) return undefined;
    const filled = Object.entries(row).map(([column, value]) => [column, value ?? undefined]);
    return Object.fromEntries(filled) as StoredDiscovery;
  }

  async claim(url: string, leastMs: number, leastWithoutDocumentMs: number): Promise<boolean> {
    const rows = await this.db.query(sql.CLAIM, [url, leastMs / 1000, leastWithoutDocumentMs / 1000]);
    return rows.length === 1;
  }

  async keep(url: string, xml: string): Promise<void> {
    await this.db.query(sql.KEEP, [url, xml, DISCOVERIES_CHANNEL]);
  }

  async keepFailure(url: string, failure: string): Promise<void> {
    await this.db.query(sql.KEEP_FAILURE, [url, failure, DISCOVERIES_CHANNEL]);
  }
}
