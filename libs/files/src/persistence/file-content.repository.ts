import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { ContentProperty } from '#wopi-protocol';
import type { ChunkList } from '../chunks/chunk-list.js';
import { columnsOf, partsOf } from './chunk-list.repository.js';
import * as sql from './file-content.sql.js';

/** The bytes of a stream. */
export interface StreamBlob {
  readonly blobKey: string;
  readonly size: number;
}

/** A stream beside the main content. */
export interface AlternateStream extends StreamBlob {
  readonly streamId: string;
}

/** Everything that a file holds, as one moment has it. */
export interface FileContent {
  readonly version: string;
  /** Bytes of the main content. */
  readonly size: number;
  readonly blobKey: string;
  readonly streams: readonly AlternateStream[];
  readonly properties: readonly ContentProperty[];
}

/** A blob that is put together from chunks in others. */
export interface AssembledBlob {
  readonly blobKey: string;
  readonly list: ChunkList;
}

/** What a save brings besides the file's new version. */
export interface Attachment {
  readonly assembled: readonly AssembledBlob[];
  readonly streams: readonly AlternateStream[];
  /** Ids of streams that the file has no longer. */
  readonly ended: readonly string[];
  readonly properties: readonly ContentProperty[];
}

@Injectable()
export class FileContentRepository {
  constructor(private readonly db: Db) {}

  /** Undefined for a file that is gone. */
  async find(tenantId: string, fileId: string): Promise<FileContent | undefined> {
    return (await this.db.query<FileContent>(sql.FIND, [tenantId, fileId]))[0];
  }

  /** The streams that a file has, deleted or not, and the main content that one of its versions had. */
  async known(tenantId: string, fileId: string, version: string | undefined): Promise<StreamBlob[]> {
    return this.db.query<StreamBlob>(sql.KNOWN, [tenantId, fileId, version ?? null]);
  }

  /** To be called in the transaction that publishes the version. @throws Error when a blob was swept: nothing may be committed then */
  async attach(tenantId: string, fileId: string, attachment: Attachment): Promise<void> {
    const assembled = attachment.assembled.map(({ blobKey, list }) => ({
      blobKey,
      list,
      parts: partsOf(list),
    }));
    const blobs = new Set(assembled.flatMap(({ blobKey, parts }) => [blobKey, ...parts]));
    const lists = assembled.map(({ blobKey, list, parts }) => ({
      blobKey,
      scheme: list.scheme,
      chunks: columnsOf(list, parts),
    }));
    const parts = assembled.flatMap((one) =>
      one.parts.map((part, position) => ({ blobKey: one.blobKey, position, part })),
    );
    const rows = [lists, parts, attachment.streams].map((row) => JSON.stringify(row));
    const more = [attachment.ended, JSON.stringify(attachment.properties)];
    const values = [tenantId, fileId, [...blobs], ...rows, ...more];
    const [row] = await this.db.query<{ kept: number }>(sql.ATTACH, values);
    if (row!.kept !== blobs.size) throw new Error('A chunk of this save was swept');
  }

  async forgetExpired(): Promise<void> {
    await this.db.query(sql.FORGET_EXPIRED);
  }
}
