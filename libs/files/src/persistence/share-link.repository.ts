import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { Resource, SessionAction } from '#tokens';
import type { FollowedLink, NewShareLink, ShareLink } from '../sharing/share-link.js';
import * as sql from './share-link.sql.js';

/** A file behind a link to its folder. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

interface LinkRow {
  readonly id: string;
  readonly rights: SessionAction;
  readonly fileId: string | null;
  readonly containerId: string | null;
  readonly passwordHash: string | null;
}

const idIf = ({ kind, id }: Resource, wanted: Resource['kind']) => (kind === wanted ? id : null);

@Injectable()
export class ShareLinkRepository {
  constructor(private readonly db: Db) {}

  /** The moment the link ends; undefined when the resource has too many. */
  async create(
    linkId: string,
    secretSha256: Buffer,
    { tenantId, resource, rights, createdBy, days, passwordHash }: NewShareLink,
    companion: Companion,
  ): Promise<Date | undefined> {
    const place = [idIf(resource, 'file'), idIf(resource, 'container')];
    const values = [tenantId, linkId, secretSha256, ...place, rights, createdBy, days, passwordHash ?? null];
    return (await this.db.change<{ expiresAt: Date }>(sql.CREATE, values, companion))[0]?.expiresAt;
  }

  async findLive(tenantId: string, secretSha256: Buffer): Promise<FollowedLink | undefined> {
    const [row] = await this.db.query<LinkRow>(sql.FIND_LIVE, [tenantId, secretSha256]);
    if (!row) return undefined;
    const { id, rights, fileId, containerId, passwordHash } = row;
    const resource = fileId
      ? { kind: 'file' as const, id: fileId }
      : { kind: 'container' as const, id: containerId! };
    return { tenantId, id, rights, resource, passwordHash: passwordHash ?? undefined };
  }

  list(tenantId: string, resource: Resource): Promise<ShareLink[]> {
    const place = [idIf(resource, 'file'), idIf(resource, 'container')];
    return this.db.query<ShareLink>(sql.LIST, [tenantId, ...place]);
  }

  /** Ends the link and the sessions that came by it; false when there is none that the user may revoke. */
  revoke(tenantId: string, linkId: string, userId: string, companion: Companion): Promise<boolean> {
    return this.db.transaction(async () => {
      const revoked = await this.db.change(sql.REVOKE, [tenantId, linkId, userId], companion);
      if (revoked.length === 0) return false;
      await this.db.query(sql.END_SESSIONS, [tenantId, linkId]);
      return true;
    });
  }

  async ensureGuest({ tenantId, id }: FollowedLink): Promise<void> {
    await this.db.query(sql.ENSURE_GUEST, [tenantId, id]);
  }

  /** The name of a folder; undefined for one that is gone. */
  async folderName(tenantId: string, containerId: string): Promise<string | undefined> {
    return (await this.db.query<{ name: string }>(sql.SHARED_FOLDER, [tenantId, containerId]))[0]?.name;
  }

  /** What lies in a folder, or of it the one file if it is there. */
  files(tenantId: string, containerId: string, fileId?: string): Promise<SharedFile[]> {
    return this.db.query<SharedFile>(sql.SHARED_FILES, [tenantId, containerId, fileId ?? null]);
  }
}
