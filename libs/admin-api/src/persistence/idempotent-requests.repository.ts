import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import * as sql from './idempotent-requests.sql.js';

/** Whose key it is. */
export interface RequestKey {
  readonly tenantId: string;
  readonly principalId: string;
  readonly key: string;
}

/** A request that was claimed before; without an answer it is under way, or its process died. */
export interface KnownRequest {
  readonly requestHash: Buffer;
  readonly sealedAnswer: Buffer | null;
}

const valuesOf = ({ tenantId, principalId, key }: RequestKey) => [tenantId, principalId, key];

@Injectable()
export class IdempotentRequestsRepository {
  constructor(private readonly db: Db) {}

  /** For one of all who claim: true. */
  async claim(key: RequestKey, requestHash: Buffer): Promise<boolean> {
    return (await this.db.query(sql.CLAIM, [...valuesOf(key), requestHash])).length > 0;
  }

  async find(key: RequestKey): Promise<KnownRequest | undefined> {
    return (await this.db.query<KnownRequest>(sql.FIND, valuesOf(key)))[0];
  }

  async finish(key: RequestKey, sealedAnswer: Buffer): Promise<void> {
    await this.db.query(sql.FINISH, [...valuesOf(key), sealedAnswer]);
  }

  async forget(key: RequestKey): Promise<void> {
    await this.db.query(sql.FORGET, valuesOf(key));
  }
}
