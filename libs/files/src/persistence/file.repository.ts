import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import { heldLocksOf, type HeldRow, type Holding } from '#locks';
import type { StoredBlob } from '#storage';
import type { AccessTokenClaims, Denial, SessionAction, SessionRoute } from '#tokens';
import type { SaveSignals } from '#versions';
import type { Actor, FileSummary, RequestContext } from '../file.js';
import { limitedSession, looksOnly } from '../session-rights.js';
import { watermarkFor } from '../secure-view/secure-view.js';
import type { Right } from '../sharing/right.js';
import * as sql from './file.sql.js';
import { unlessNameTaken } from './unless-name-taken.js';
import { withinQuota } from './within-quota.js';

interface ContextRow extends HeldRow {
  userId: string;
  client: string;
  action: SessionAction;
  denied: Denial[];
  route: SessionRoute;
  expiresAt: Date;
  readAt: Date;
  own: boolean;
  anonymous: boolean;
  administrator: boolean;
  right: Right | null;
  folderRight: Right | null;
  secured: boolean;
  watermark: string | null;
  displayName: string;
  userInfo: string | null;
  plan: 'business' | 'personal';
  name: string | null;
  ownerId: string;
  containerId: string;
  version: string;
  size: number;
  sha256: Buffer;
  blobKey: string;
  modifiedAt: Date;
}

export interface Publication {
  readonly tenantId: string;
  readonly fileId: string;
  /** What holds the file for the writer: its client's lock, or that of `LocksService.hold`. */
  readonly holding: Holding;
  readonly blob: StoredBlob;
  readonly authorId: string;
  /** The session that saves. */
  readonly sessionId?: string | undefined;
  readonly origin: 'saved' | 'restored' | 'recovered';
  readonly restoredFrom?: string | undefined;
  readonly mustBeEmpty?: boolean | undefined;
  readonly signals?: SaveSignals | undefined;
  /** The version that the new one must follow. */
  readonly expectedVersion?: string | undefined;
  /** Where the file must be, and under which name in any case. */
  readonly place?: { readonly containerId: string; readonly name: string } | undefined;
  /** Whether the streams beside the main content stay: only PutChunkedFile knows of them. */
  readonly keepsStreams?: boolean | undefined;
}

/** The version that a publication made. */
export interface Published {
  readonly version: string;
  readonly modifiedAt: Date;
}

export interface NewFile {
  readonly tenantId: string;
  readonly fileId: string;
  readonly name: string;
  /** Says whose the file will be. */
  readonly containerId: string;
  readonly authorId: string;
  readonly blob: StoredBlob;
}

/** A summary with what reading the content needs. */
export type LocatedFile = FileSummary & { readonly blobKey: string; readonly sha256: Buffer };

/** The same with what the person who asks may do. */
export type VisibleFile = LocatedFile & { readonly rights: Right; readonly secured: boolean };

/** Rows of files, and of the nouns that change together with them. */
@Injectable()
export class FileRepository {
  constructor(private readonly db: Db) {}

  /** `gone`: the session lives, its file was deleted. Undefined: no such live session. */
  async requestContext(claims: AccessTokenClaims): Promise<RequestContext | 'gone' | undefined> {
    const { tenantId, sessionId, resource, issuedAt } = claims;
    const values = [tenantId, sessionId, resource.id, issuedAt];
    const [row] = await this.db.query<ContextRow>(sql.REQUEST_CONTEXT, values);
    if (!row) return undefined;
    if (row.name === null) return 'gone';
    return contextOf(claims, row, row.name);
  }

  /** Undefined when a condition did not hold: see PUBLISH. @throws WopiError `quota_exceeded` */
  async publish(publication: Publication, companion: Companion): Promise<Published | undefined> {
    const { tenantId, fileId, holding, blob, authorId, origin, restoredFrom, mustBeEmpty } = publication;
    const { signals, expectedVersion, sessionId, keepsStreams, place } = publication;
    const content = [
      blob.key,
      blob.size,
      blob.sha256,
      authorId,
      origin,
      restoredFrom ?? null,
      mustBeEmpty ?? false,
    ];
    const said = [signals?.kind ?? null, signals?.modifiedByUser ?? null, signals?.editors ?? []];
    const change = this.db.change<{ version: string; modified_at: Date }>(
      sql.PUBLISH,
      [
        tenantId,
        fileId,
        holding.lockId ?? null,
        ...content,
        holding.coauthLockId ?? null,
        ...said,
        expectedVersion ?? null,
        sessionId ?? null,
        keepsStreams ?? false,
        place?.containerId ?? null,
        place?.name ?? null,
      ],
      companion,
    );
    const [row] = await withinQuota(change);
    return row && { version: row.version, modifiedAt: row.modified_at };
  }

  /** The version as it is now; undefined for a file that is gone. */
  async version(tenantId: string, fileId: string): Promise<string | undefined> {
    return (await this.db.query<{ version: string }>(sql.VERSION, [tenantId, fileId]))[0]?.version;
  }

  /** Bytes of the content as it is now; undefined for a file that is gone. */
  async size(tenantId: string, fileId: string): Promise<number | undefined> {
    return (await this.db.query<{ size: number }>(sql.SIZE, [tenantId, fileId]))[0]?.size;
  }

  /** Whether others than the owner are at work on the file, or may be at any moment. */
  async isShared(tenantId: string, fileId: string): Promise<boolean> {
    const [row] = await this.db.query<{ shared: boolean }>(sql.IS_SHARED, [tenantId, fileId]);
    return row?.shared ?? false;
  }

  /** `taken`: the container has a file of that name, in any case; `gone`: there is no such container. @throws WopiError `quota_exceeded` */
  async create(
    { tenantId, fileId, name, containerId, authorId, blob }: NewFile,
    companion: Companion,
  ): Promise<'done' | 'taken' | 'gone'> {
    const values = [tenantId, fileId, name, containerId, blob.key, blob.size, blob.sha256, authorId];
    return unlessNameTaken(this.db, () => this.db.change(sql.CREATE, values, companion));
  }

  /** `taken`: its container has another file of that name; `gone`: no such file. */
  async rename(
    tenantId: string,
    fileId: string,
    name: string,
    companion: Companion,
  ): Promise<'done' | 'taken' | 'gone'> {
    return unlessNameTaken(this.db, () => this.db.change(sql.RENAME, [tenantId, fileId, name], companion));
  }

  /** `userId`: undefined for an application. */
  async delete(
    tenantId: string,
    fileId: string,
    userId: string | undefined,
    companion: Companion,
  ): Promise<boolean> {
    return (await this.db.change(sql.DELETE, [tenantId, fileId, userId ?? null], companion)).length === 1;
  }

  async findByName(tenantId: string, containerId: string, name: string) {
    type Row = HeldRow & { id: string; createdBy: string };
    const [row] = await this.db.query<Row>(sql.FIND_BY_NAME, [tenantId, containerId, name]);
    return row && { id: row.id, createdBy: row.createdBy, held: heldLocksOf(row) };
  }

  /** Which of the names are taken in the container. */
  async takenNames(tenantId: string, containerId: string, names: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ name: string }>(sql.TAKEN_NAMES, [tenantId, containerId, names]);
    return new Set(rows.map(({ name }) => name));
  }

  async putUserInfo(tenantId: string, userId: string, userInfo: string, companion: Companion): Promise<void> {
    await this.db.change(sql.PUT_USER_INFO, [tenantId, userId, userInfo], companion);
  }

  list({ tenantId, userId }: Actor): Promise<VisibleFile[]> {
    return this.db.query<VisibleFile>(sql.LIST, [tenantId, userId]);
  }

  /** Undefined for a file that the actor has no right on. */
  async get({ tenantId, userId }: Actor, fileId: string): Promise<VisibleFile | undefined> {
    return (await this.db.query<VisibleFile>(sql.GET, [tenantId, userId, fileId]))[0];
  }

  /** For applications, which may look at what was deleted. */
  async getEvenDeleted(tenantId: string, fileId: string): Promise<LocatedFile | undefined> {
    return (await this.db.query<LocatedFile>(sql.GET_EVEN_DELETED, [tenantId, fileId]))[0];
  }

  async getAny(tenantId: string, fileId: string): Promise<LocatedFile | undefined> {
    return (await this.db.query<LocatedFile>(sql.GET_ANY, [tenantId, fileId]))[0];
  }
}

export const newFileId = (): string => randomUUID();

function contextOf(claims: AccessTokenClaims, row: ContextRow, name: string): RequestContext {
  const { tenantId, sessionId, resource } = claims;
  const fileId = resource.id;
  const { userId, client, action, denied, route, expiresAt } = row;
  const opened = { tenantId, sessionId, resource, fileId, userId, client, action, denied, route, expiresAt };
  const session = limitedSession(opened, row);
  return {
    session,
    ...(row.secured &&
      looksOnly(session, row) && {
        securedView: { watermark: watermarkFor(row.watermark, row.displayName) },
      }),
    readAt: row.readAt,
    user: { id: userId, displayName: row.displayName, userInfo: row.userInfo ?? undefined },
    plan: row.plan,
    file: {
      id: fileId,
      name,
      ownerId: row.ownerId,
      containerId: row.containerId,
      version: row.version,
      size: row.size,
      sha256: row.sha256,
      blobKey: row.blobKey,
      modifiedAt: row.modifiedAt,
    },
    held: heldLocksOf(row),
    anonymous: row.anonymous,
    administrator: row.administrator,
    mayEdit: row.right !== 'view',
  };
}
