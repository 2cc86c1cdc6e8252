import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { SealedKey } from '../tenants.repository.js';
import * as sql from './former-keys.sql.js';

@Injectable()
export class FormerKeyRepository {
  constructor(private readonly db: Db) {}

  async find(tenantId: string, fingerprint: Buffer): Promise<string | undefined> {
    const values = [tenantId, fingerprint];
    return (await this.db.query<{ keyId: string }>(sql.FORMER_KEY, values))[0]?.keyId;
  }

  /** Keys that were revoked before so many others, and whose sessions may not save any more. */
  beyond(tenantId: string, listed: number): Promise<Pick<SealedKey, 'keyId' | 'sealedSecret'>[]> {
    return this.db.query(sql.KEYS_TO_FORGET, [tenantId, listed]);
  }

  async forget(tenantId: string, keyIds: readonly string[], fingerprints: readonly Buffer[]): Promise<void> {
    await this.db.query(sql.FORGET_KEYS, [tenantId, keyIds, fingerprints]);
  }
}
