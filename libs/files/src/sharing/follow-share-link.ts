import { Inject, Injectable } from '@nestjs/common';
import type { Denial, SessionAction } from '#tokens';
import { WopiError } from '#wopi-protocol';
import { FileError } from '../file-error.js';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { type OpenedSession, OpenSession } from '../open-session.js';
import { type SharedFile, ShareLinkRepository } from '../persistence/share-link.repository.js';
import { type GuardedLink, isUnlocked } from './link-unlock.js';
import type { FollowedLink } from './share-link.js';
import { ShareLinks } from './share-links.js';

/** A folder as its link shows it. */
export interface SharedFolder {
  readonly name: string;
  readonly files: readonly SharedFile[];
}

/** Who follows a link, signed in or not. */
export interface Visitor {
  readonly userId?: string | undefined;
  readonly remoteAddress?: string | undefined;
  /** What was answered to whoever said the link's password. */
  readonly unlocked?: string | undefined;
  /** BCP 47 tag. */
  readonly language?: string | undefined;
}

/** A link is for the content of files, whoever follows it: for no other name, no other place and no further links. */
const WITHHELD: readonly Denial[] = ['write-relative', 'rename', 'delete', 'containers', 'share'];

/** What a link opens. Nobody learns from the answer whether a link that does not work has ever worked. */
@Injectable()
export class FollowShareLink {
  constructor(
    private readonly links: ShareLinks,
    private readonly rows: ShareLinkRepository,
    private readonly sessions: OpenSession,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** The link with its password; undefined where it asks for none. @throws FileError `link_ended` */
  async guarded(secret: string): Promise<GuardedLink | undefined> {
    const { id, passwordHash } = await this.get(secret);
    return passwordHash === undefined ? undefined : { id, passwordHash };
  }

  /** The folder of a link to a folder; undefined for a link to a file. @throws FileError `link_ended`, `password_needed` */
  async folder(secret: string, unlocked: string | undefined): Promise<SharedFolder | undefined> {
    const { tenantId, resource } = await this.getUnlocked(secret, unlocked);
    if (resource.kind === 'file') return undefined;
    const name = await this.rows.folderName(tenantId, resource.id);
    if (name === undefined) throw new FileError('link_ended');
    return { name, files: await this.rows.files(tenantId, resource.id) };
  }

  /**
   * A session with the link's rights, or with fewer where the visitor asks for that.
   * @param fileId the file in the folder that the link is for
   * @throws FileError `link_ended`, `password_needed`, `not_found`; DiscoveryUnavailable
   */
  async open(
    secret: string,
    visitor: Visitor,
    wish?: SessionAction,
    fileId?: string,
  ): Promise<OpenedSession> {
    const link = await this.getUnlocked(secret, visitor.unlocked);
    const file = await this.fileOf(link, fileId);
    const action = wish === 'view' ? 'view' : link.rights;
    const { userId, remoteAddress, language } = visitor;
    if (userId === undefined) await this.rows.ensureGuest(link);
    const actor = { tenantId: link.tenantId, userId: userId ?? link.id, remoteAddress };
    const deny: readonly Denial[] = userId === undefined ? [...WITHHELD, 'user-info'] : WITHHELD;
    const request = { fileId: file, action, deny, language, shareLinkId: link.id };
    return this.sessions.open(actor, request).catch((error: unknown) => {
      const ended = error instanceof WopiError && error.code === 'invalid_token';
      throw ended ? new FileError('link_ended') : error;
    });
  }

  private async getUnlocked(secret: string, unlocked: string | undefined): Promise<FollowedLink> {
    const link = await this.get(secret);
    const { id, passwordHash } = link;
    if (passwordHash !== undefined && !isUnlocked({ id, passwordHash }, unlocked))
      throw new FileError('password_needed');
    return link;
  }

  private async get(secret: string): Promise<FollowedLink> {
    const link = await this.links.find(this.options.tenantId, secret);
    if (!link) throw new FileError('link_ended');
    return link;
  }

  private async fileOf({ tenantId, resource }: FollowedLink, fileId: string | undefined): Promise<string> {
    if (resource.kind === 'file') {
      if (fileId !== undefined && fileId !== resource.id) throw new FileError('not_found');
      return resource.id;
    }
    const [file] = fileId === undefined ? [] : await this.rows.files(tenantId, resource.id, fileId);
    if (!file) throw new FileError('not_found');
    return file.id;
  }
}
