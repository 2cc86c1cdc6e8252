import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { StoredBlob } from '#storage';
import type { Segment } from '../chunks/chunk-list.js';
import * as sql from './upload-session.sql.js';

/** Whose upload it is, and of which file: a token is worth nothing to anybody else. */
export interface UploadKey {
  readonly tenantId: string;
  readonly fileId: string;
  readonly userId: string;
  readonly token: string;
}

export interface UploadSession {
  /** Bytes so far. */
  readonly received: number;
  /** Where they are, in their order. */
  readonly fragments: readonly Segment[];
}

/** Tokens are kept as their hashes. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class UploadSessionRepository {
  constructor(private readonly db: Db) {}

  /** False for a user who has `most` of them already. */
  async create({ tenantId, fileId, userId, token }: UploadKey, most: number): Promise<boolean> {
    const values = [tenantId, hashOf(token), fileId, userId, most];
    return (await this.db.query(sql.CREATE, values)).length === 1;
  }

  /** Undefined for one that has ended, or is another's. */
  async find({ tenantId, fileId, userId, token }: UploadKey): Promise<UploadSession | undefined> {
    return (await this.db.query<UploadSession>(sql.FIND, [tenantId, hashOf(token), fileId, userId]))[0];
  }

  /** Bytes so far, or undefined when the session has ended or has other bytes than `offset` says. */
  async append(
    { tenantId, token }: UploadKey,
    offset: number,
    blob: StoredBlob,
  ): Promise<number | undefined> {
    const values = [tenantId, hashOf(token), offset, blob.key, blob.size];
    return (await this.db.query<{ received: number }>(sql.APPEND, values))[0]?.received;
  }

  /** Answers the blobs that the session named. */
  async end({ tenantId, token }: Pick<UploadKey, 'tenantId' | 'token'>): Promise<string[]> {
    const rows = await this.db.query<{ key: string }>(sql.END, [tenantId, hashOf(token)]);
    return rows.map(({ key }) => key);
  }

  async endExpired(): Promise<void> {
    await this.db.query(sql.END_EXPIRED);
  }
}
