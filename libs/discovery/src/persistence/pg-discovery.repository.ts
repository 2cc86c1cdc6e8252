import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { DISCOVERIES_CHANNEL } from '../discoveries-channel.js';
import { DiscoveryRepository, type StoredDiscovery } from '../discovery.repository.js';
import * as sql from './discovery.sql.js';

/** While nothing is known of a client, waiting a minute for the next attempt would be a minute without service. */
const SOONER_WITHOUT_DOCUMENT = 60;

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

  async claim(url: string, leastMs: number): Promise<boolean> {
    const seconds = leastMs / 1000;
    const rows = await this.db.query(sql.CLAIM, [url, seconds, seconds / SOONER_WITHOUT_DOCUMENT]);
    return rows.length === 1;
  }

  async keep(url: string, xml: string): Promise<void> {
    await this.db.query(sql.KEEP, [url, xml, DISCOVERIES_CHANNEL]);
  }

  async keepFailure(url: string, failure: string): Promise<void> {
    await this.db.query(sql.KEEP_FAILURE, [url, failure, DISCOVERIES_CHANNEL]);
  }
}
