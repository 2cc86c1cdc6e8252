import { Inject, Injectable } from '@nestjs/common';
import { DENIALS, type Session } from '#tokens';
import { LOCK_ID_MAX_LENGTH, supportFlags, WOPI_OPERATIONS, type WopiOperationName } from '#wopi-protocol';
import { CLIENT_PROFILES, type ClientProfileName } from './client-profile.js';
import type { RequestContext } from './file.js';
import { FileUrl } from './file-url.js';
import { extensionOf, FILE_NAME_MAX_BYTES } from './file-name.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { PortalLinks } from './portal-links.js';
import { shareUrlTypes } from './sharing/share-link.js';

const CONTAINER_OPERATIONS = WOPI_OPERATIONS.filter(({ supports }) => supports === 'SupportsContainers').map(
  ({ name }) => name,
);

type Rights = Readonly<Record<string, unknown>>;

/** A file id, user id or owner id as Office wants it: letters and digits only. */
export const alphanumeric = (uuid: string): string => uuid.replaceAll('-', '');

/**
 * Builds the answer to CheckFileInfo (`rest/files/checkfileinfo`). Flags come from the operations that are really served and
 * from the session's rights; a property without a value is left out, since clients read null and '' differently.
 */
@Injectable()
export class CheckFileInfo {
  readonly #rights = new Map<string, Rights>();

  constructor(
    private readonly links: PortalLinks,
    private readonly fileUrl: FileUrl,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  async run(
    context: RequestContext,
    profile: ClientProfileName,
    served: ReadonlySet<WopiOperationName>,
  ): Promise<Record<string, unknown>> {
    const { file, user, anonymous } = context;
    const { lastModifiedTime, properties } = CLIENT_PROFILES[profile];
    const fileUrl = await this.fileUrl.of(context);
    return {
      BaseFileName: file.name,
      FileExtension: extensionOf(file.name),
      OwnerId: alphanumeric(file.ownerId),
      Size: file.size,
      Version: file.version,
      SHA256: file.sha256.toString('base64'),
      LastModifiedTime: lastModifiedTime(file.modifiedAt),
      FileNameMaxLength: FILE_NAME_MAX_BYTES - 16,
      UserId: alphanumeric(user.id),
      UserFriendlyName: user.displayName,
      IsAnonymousUser: anonymous,
      ...(user.userInfo === undefined ? {} : { UserInfo: user.userInfo }),
      ...this.rights(context, profile, served),
      ...this.urls(context),
      ...(fileUrl !== undefined && { FileUrl: fileUrl }),
      ...properties(context),
    };
  }

  /** Flags of the session's rights, worked out once for each combination of them. */
  private rights(
    { session }: RequestContext,
    profile: ClientProfileName,
    served: ReadonlySet<WopiOperationName>,
  ): Rights {
    const key = `${profile} ${session.action} ${session.denied.join()}`;
    let rights = this.#rights.get(key);
    if (!rights) {
      rights = rightsOf(session, served);
      this.#rights.set(key, rights);
    }
    return rights;
  }

  /** The portal's pages, and the messages that its host page understands. */
  private urls({ session, file, mayEdit, securedView }: RequestContext): Record<string, string | boolean> {
    const mayShare = !session.denied.includes('share');
    return {
      ClosePostMessage: true,
      EditModePostMessage: true,
      HostViewUrl: this.links.open(file.id, 'view', session.route),
      ...(mayEdit && { HostEditUrl: this.links.open(file.id, 'edit', session.route) }),
      ...(!securedView && { DownloadUrl: this.links.download(file.id) }),
      FileVersionUrl: this.links.versions(file.id),
      ...(mayShare && { FileSharingUrl: this.links.sharing(file.id) }),
      CloseUrl: this.links.home(),
      PostMessageOrigin: this.options.portalUrl,
      BreadcrumbBrandName: 'WOPI Gateway',
      BreadcrumbBrandUrl: this.links.home(),
      BreadcrumbDocName: file.name,
    };
  }
}

function rightsOf({ action, denied }: Session, served: ReadonlySet<WopiOperationName>): Rights {
  const missing = new Set<string>(denied.flatMap((denial) => DENIALS[denial] as readonly string[]));
  const offered = new Set([...served].filter((name) => !missing.has(name)));
  // A folder that may not be deleted is a folder all the same.
  const promised = new Set([
    ...offered,
    ...(offered.has('EnumerateAncestors') ? CONTAINER_OPERATIONS.filter((name) => served.has(name)) : []),
  ]);
  const supported = Object.entries(supportFlags(promised)).filter(([, value]) => value);
  const mayEdit = action === 'edit';
  return {
    // Absent means false, and SupportsCoauth, even as false, would promise the whole CSPP Plus set.
    ...Object.fromEntries(supported),
    // PutRelativeFile is part of SupportsUpdate, but a session without it says so by UserCanNotWriteRelative alone.
    SupportsUpdate: served.has('PutFile') && served.has('PutRelativeFile'),
    SupportsExtendedLockLength: LOCK_ID_MAX_LENGTH > 256 && served.has('Lock'),
    ReadOnly: !mayEdit,
    UserCanWrite: mayEdit,
    UserCanRename: mayEdit && offered.has('RenameFile'),
    UserCanNotWriteRelative: !mayEdit || !offered.has('PutRelativeFile'),
    ...(offered.has('GetShareUrl') && { SupportedShareUrlTypes: shareUrlTypes(action) }),
  };
}
