import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { isAssembled } from '../chunks/chunk-list.js';
import * as sql from './blob-fate.sql.js';

/** Which blobs are kept, and which may be removed: the one place where a fate becomes `swept`. */
@Injectable()
export class BlobFateRepository {
  constructor(private readonly db: Db) {}

  /** Which of the blobs no row names; only {@link claimOrphan} makes sure that it stays so. */
  async orphans(tenantId: string, blobKeys: readonly string[]): Promise<string[]> {
    return keysOf(await this.db.query(sql.ORPHANS, [tenantId, blobKeys]));
  }

  /** Whether the blob may be removed: nobody names it, and from now on nobody can. */
  async claimOrphan(tenantId: string, blobKey: string): Promise<boolean> {
    return (await this.db.query(sql.CLAIM_ORPHAN, [tenantId, blobKey])).length === 1;
  }

  /** Blobs that a row named once and none does any more; {@link letGo} decides. */
  unnamed(seconds: number): Promise<{ tenantId: string; key: string }[]> {
    return this.db.query(sql.UNNAMED, [seconds]);
  }

  /** Makes who wants to name one of the blobs wait until the running transaction ends. */
  async lock(tenantId: string, blobKeys: readonly string[]): Promise<void> {
    await this.db.query(sql.LOCK_BLOBS, [tenantId, blobKeys]);
  }

  /**
   * Within the transaction that removed rows which named these blobs: answers those that nothing names any more, and nothing
   * can again. Their bytes may be removed once the transaction is committed.
   */
  async letGo(tenantId: string, blobKeys: readonly string[]): Promise<string[]> {
    if (blobKeys.length === 0) return [];
    await this.lock(tenantId, blobKeys);
    const parts = keysOf(await this.db.query(sql.PARTS, [tenantId, blobKeys]));
    const gone = keysOf(await this.db.query(sql.LET_GO, [tenantId, blobKeys]));
    // What was put together from parts has no bytes of its own, and needs the parts no longer.
    return [...gone.filter((key) => !isAssembled(key)), ...(await this.letGo(tenantId, parts))];
  }
}

const keysOf = (rows: unknown[]): string[] => (rows as { key: string }[]).map(({ key }) => key);
