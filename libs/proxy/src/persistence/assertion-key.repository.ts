import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './assertion-key.sql.js';

/** A key pair as its row holds it. */
export interface AssertionKeyRow {
  readonly keyId: string;
  /** JWK as JSON. */
  readonly publicKey: string;
  /** PKCS #8 in DER, sealed. */
  readonly sealedKey: Buffer;
  /** Milliseconds from now; below zero for a key that is only published still. */
  readonly signsForMs: number;
}

/** The keys that sign the proxy's assertions, shared by its replicas. */
@Injectable()
export class AssertionKeyRepository {
  constructor(private readonly db: Db) {}

  live(): Promise<AssertionKeyRow[]> {
    return this.db.query<AssertionKeyRow>(sql.LIVE);
  }

  /** Adds a key for 30 days unless one that signs for another day is there, not counting those in `unusable`. */
  async insert(
    keyId: string,
    publicKey: string,
    sealedKey: Buffer,
    unusable: readonly string[],
  ): Promise<void> {
    await this.db.query(sql.INSERT, [keyId, publicKey, sealedKey, unusable]);
  }
}
