import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { StoredBlob } from '#storage';
import type { Requester } from '../file.js';
import type { RecoveredSave, RefusedSave, SavingSession } from '../recovery/recovered-save.js';
import * as sql from './recovered-save.sql.js';

/** Where the bytes of a recovered save are, and where a file made of it would go. */
export interface RecoveredContent {
  readonly id: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileDeleted: boolean;
  readonly ownerId: string;
  readonly containerId: string;
  readonly authorId: string;
  readonly size: number;
  readonly sha256: Buffer;
  readonly blobKey: string;
}

@Injectable()
export class RecoveredSaveRepository {
  constructor(private readonly db: Db) {}

  /** Bytes that the bin would take from this session; 0 for one that may save nothing. */
  async room({ tenantId, sessionId, fileId, userId }: SavingSession): Promise<number> {
    const values = [tenantId, sessionId, fileId, userId];
    return (await this.db.query<{ bytes: number }>(sql.ROOM, values))[0]?.bytes ?? 0;
  }

  async lockAuthor({ tenantId, userId }: SavingSession): Promise<void> {
    await this.db.query(sql.LOCK_AUTHOR, [tenantId, userId]);
  }

  /** Whether the bin has the very same content of the same person already. */
  async seenAgain(save: RefusedSave, { sha256 }: StoredBlob, companion: Companion): Promise<boolean> {
    return (await this.db.change(sql.SEEN_AGAIN, valuesOf(save, sha256), companion)).length > 0;
  }

  /** False for a blob that was swept. */
  async keep(save: RefusedSave, { key, size, sha256 }: StoredBlob, companion: Companion): Promise<boolean> {
    const values = [...valuesOf(save, sha256), key, size];
    return (await this.db.change(sql.KEEP, values, companion)).length > 0;
  }

  /** Answers the blobs of what had to go. */
  async evict({ tenantId, fileId, userId, sessionId }: SavingSession): Promise<string[]> {
    return keysOf(await this.db.query(sql.EVICT, [tenantId, fileId, userId, sessionId]));
  }

  list({ tenantId, userId }: Requester): Promise<RecoveredSave[]> {
    return this.db.query<RecoveredSave>(sql.LIST, [tenantId, userId ?? null]);
  }

  async find({ tenantId, userId }: Requester, id: string): Promise<RecoveredContent | undefined> {
    return (await this.db.query<RecoveredContent>(sql.FIND, [tenantId, userId ?? null, id]))[0];
  }

  /** Takes a save out of the bin; undefined when it is not there. */
  async take(tenantId: string, id: string): Promise<string | undefined> {
    return keysOf(await this.db.query(sql.TAKE, [tenantId, id]))[0];
  }

  /** The same, but not for one that is under a legal hold. */
  async discard(tenantId: string, id: string): Promise<string | undefined> {
    return keysOf(await this.db.query(sql.DISCARD, [tenantId, id]))[0];
  }

  /** Removes what the policy keeps no longer; answers of which files, and the blobs. */
  expire(tenantId: string, most: number): Promise<{ fileId: string; key: string }[]> {
    return this.db.query(sql.EXPIRE, [tenantId, most]);
  }
}

const keysOf = (rows: unknown[]): string[] => (rows as { key: string }[]).map(({ key }) => key);

const valuesOf = ({ session, reason }: RefusedSave, sha256: Buffer) => [
  session.tenantId,
  session.fileId,
  session.userId,
  sha256,
  session.sessionId,
  session.client,
  reason,
];
