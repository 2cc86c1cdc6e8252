import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import type { Resource, SessionAction } from '#tokens';
import { AuditTrail } from '../audit-trail.js';
import type { Actor } from '../file.js';
import { FileError } from '../file-error.js';
import { FileRepository } from '../persistence/file.repository.js';
import { FolderRepository } from '../persistence/folder.repository.js';
import { ShareLinkRepository } from '../persistence/share-link.repository.js';
import { PortalLinks } from '../portal-links.js';
import { requireRight } from './right.js';
import { type FollowedLink, type NewShareLink, SHARE_LINK_DAYS, type ShareLink } from './share-link.js';

/** A link with its address, which is told this once. */
export interface MadeShareLink {
  readonly id: string;
  readonly url: string;
  readonly rights: SessionAction;
  readonly expiresAt: Date;
}

/** What a person wants of a link. */
export interface ShareLinkWish {
  readonly rights: SessionAction;
  readonly days?: number | undefined;
  /** Of the password that it shall ask for. */
  readonly passwordHash?: string | undefined;
}

/** 256 random bits in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Makes, lists, finds and revokes links that share a file or a folder. The database knows hashes of their secrets. */
@Injectable()
export class ShareLinks {
  constructor(
    private readonly rows: ShareLinkRepository,
    private readonly files: FileRepository,
    private readonly folders: FolderRepository,
    private readonly portal: PortalLinks,
    private readonly audit: AuditService,
  ) {}

  /** Whether the creator may is for the caller to know. Undefined when the resource has as many links as it may have. */
  async make(link: NewShareLink, trail: AuditTrail): Promise<MadeShareLink | undefined> {
    const id = randomUUID();
    const secret = randomBytes(32).toString('base64url');
    const { rights } = link;
    const companion = this.audit.companion(trail.entry(200, { detail: { shareLink: id, rights } }));
    const expiresAt = await this.rows.create(id, sha256(secret), link, companion);
    if (!expiresAt) return undefined;
    trail.markWritten();
    return { id, url: this.portal.share(secret), rights, expiresAt };
  }

  /** @throws FileError `not_found`, `not_permitted`, `too_many_links` */
  async create(
    actor: Actor,
    resource: Resource,
    { rights, days = SHARE_LINK_DAYS, passwordHash }: ShareLinkWish,
  ): Promise<MadeShareLink> {
    await this.requireManage(actor, resource);
    const link = { tenantId: actor.tenantId, resource, rights, createdBy: actor.userId, days, passwordHash };
    const made = await this.make(link, this.trail(actor, 'CreateShareLink', resource));
    if (!made) throw new FileError('too_many_links');
    return made;
  }

  /** Those that still open something. @throws FileError `not_found`, `not_permitted` */
  async list(actor: Actor, resource: Resource): Promise<ShareLink[]> {
    await this.requireManage(actor, resource);
    return this.rows.list(actor.tenantId, resource);
  }

  /** Ends the sessions that came by the link too. @throws FileError `not_found` */
  async revoke(actor: Actor, linkId: string): Promise<void> {
    const { tenantId, userId } = actor;
    const trail = new AuditTrail({ ...actor, operation: 'RevokeShareLink' });
    const companion = this.audit.companion(trail.entry(200, { detail: { shareLink: linkId } }));
    if (!(await this.rows.revoke(tenantId, linkId, userId, companion)))
      throw new FileError('not_found', 'There is no such link.');
  }

  /** Unknown, expired and revoked are one answer: undefined. */
  async find(tenantId: string, secret: string): Promise<FollowedLink | undefined> {
    return SECRET.test(secret) ? this.rows.findLive(tenantId, sha256(secret)) : undefined;
  }

  private async requireManage(actor: Actor, { kind, id }: Resource): Promise<void> {
    const found = kind === 'file' ? await this.files.get(actor, id) : await this.folders.find(actor, id);
    requireRight(found, 'manage');
  }

  private trail(actor: Actor, operation: string, { kind, id }: Resource): AuditTrail {
    const place = kind === 'file' ? { fileId: id } : { containerId: id };
    return new AuditTrail({ ...actor, operation, ...place });
  }
}
