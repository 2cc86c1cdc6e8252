import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './signing-key.sql.js';

export interface SigningKeyRow {
  readonly keyId: string;
  readonly sealed: Buffer;
  /** Whether new tokens may be signed with it; otherwise it only verifies. */
  readonly signs: boolean;
}

@Injectable()
export class SigningKeyRepository {
  constructor(private readonly db: Db) {}

  async add(keyId: string, sealed: Buffer, signsDays: number, overlapHours: number): Promise<SigningKeyRow> {
    const [row] = await this.db.query<SigningKeyRow>(sql.ADD, [keyId, sealed, signsDays, overlapHours]);
    return row!;
  }

  live(): Promise<SigningKeyRow[]> {
    return this.db.query<SigningKeyRow>(sql.LIVE);
  }

  async forgetDead(): Promise<void> {
    await this.db.query(sql.FORGET);
  }
}
