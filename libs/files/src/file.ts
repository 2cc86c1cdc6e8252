import type { HeldLocks } from '#locks';
import type { Session } from '#tokens';
import type { SaveKind } from '#versions';
import type { SecuredView } from './secure-view/secure-view.js';
import type { Right } from './sharing/right.js';

/** A file as one statement saw it. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly containerId: string;
  /** Grows by one with every new content; the value of `Version` and X-WOPI-ItemVersion. */
  readonly version: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
  readonly blobKey: string;
  readonly modifiedAt: Date;
}

/** Who asks, and within which session, as one statement saw it. */
export interface CallerContext {
  readonly session: Session;
  /** The database's clock when all this was read: the issue time of tokens derived from it. */
  readonly readAt: Date;
  readonly user: { readonly id: string; readonly displayName: string; readonly userInfo: string | undefined };
  readonly plan: 'business' | 'personal';
}

/** Everything a WOPI request on a file needs to know, read together in one statement. */
export interface RequestContext extends CallerContext {
  readonly session: Session & { readonly fileId: string };
  readonly file: StoredFile;
  /** The WOPI lock or the coauth locks in force. */
  readonly held: HeldLocks;
  /** Whether the user is nobody in particular: a visitor who follows a share link without having signed in. */
  readonly anonymous: boolean;
  /** Whether the user administers the portal, and did not come by a share link. */
  readonly administrator: boolean;
  /** Whether the user could open the file for more than viewing. */
  readonly mayEdit: boolean;
  /** Where the user may look at the file and not take it away. */
  readonly securedView?: SecuredView | undefined;
}

/** Who acts in the portal or through an API. */
export interface Actor {
  readonly tenantId: string;
  readonly userId: string;
  readonly remoteAddress?: string | undefined;
}

/** Who asks: a person, or an application that may see everything of the tenant. */
export interface Requester extends Omit<Actor, 'userId'> {
  /** Undefined for an application. */
  readonly userId?: string | undefined;
}

/** A file in a list. */
export interface FileSummary {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly version: string;
  readonly ownerId: string;
  readonly containerId: string;
  readonly ownerName: string;
  readonly modifiedAt: Date;
  readonly modifiedByName: string;
  /** Display name of the person who holds the file's lock. */
  readonly lockedBy?: string | undefined;
  /** What the person who asks may do; undefined for an application. */
  readonly rights?: Right | undefined;
  /** Whether the person who asks may look at it and not take it away. */
  readonly secured?: boolean | undefined;
}

/** A version in a list. */
export interface VersionSummary {
  readonly version: string;
  readonly size: number;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly origin: 'created' | 'saved' | 'restored' | 'recovered';
  readonly restoredFrom?: string | undefined;
  readonly saveKind?: SaveKind | undefined;
  /** Who wrote it and, as its client says, who else; with those of the versions that it stands for. */
  readonly editorNames: readonly string[];
  /** What somebody calls it. */
  readonly label?: string | undefined;
  /** Kept whatever the policy says. */
  readonly pinned: boolean;
  /** Under a legal hold. */
  readonly held: boolean;
  /** The later save of the same session that stands for this one in a short list. */
  readonly foldedInto?: string | undefined;
  readonly current: boolean;
}
