import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './signing-key.sql.js';

/** A key pair as its row holds it. */
export interface SigningKeyRow {
  readonly keyId: string;
  /** In the form that its purpose is published in. */
  readonly publicKey: string;
  /** PKCS #8 in DER, sealed. */
  readonly sealedKey: Buffer;
  /** Milliseconds from now; below zero for a key that is only published still. */
  readonly signsForMs: number;
}

/** What a key is for, and for how long. */
export interface KeyTerm {
  readonly purpose: 'proxy-assertion' | 'proxy-proof';
  readonly signsDays: number;
  /** A new key is made when the last one has fewer days left. */
  readonly overlapDays: number;
  /** From its making. */
  readonly verifiesDays: number;
}

/** The key pairs with which the proxy vouches for calls, shared by its replicas. */
@Injectable()
export class SigningKeyRepository {
  constructor(private readonly db: Db) {}

  live({ purpose }: KeyTerm): Promise<SigningKeyRow[]> {
    return this.db.query<SigningKeyRow>(sql.LIVE, [purpose]);
  }

  /** Adds a key unless one that signs for longer than the overlap is there, not counting those in `unusable`. */
  async insert(
    { purpose, signsDays, overlapDays, verifiesDays }: KeyTerm,
    key: Omit<SigningKeyRow, 'signsForMs'>,
    unusable: readonly string[],
  ): Promise<void> {
    const { keyId, publicKey, sealedKey } = key;
    const days = [signsDays, overlapDays, verifiesDays];
    await this.db.transaction(async () => {
      // A statement of its own: what INSERT looks for must be seen after the wait.
      await this.db.query(sql.ONE_AT_A_TIME, [purpose]);
      await this.db.query(sql.INSERT, [keyId, purpose, publicKey, sealedKey, ...days, unusable]);
    });
  }
}
