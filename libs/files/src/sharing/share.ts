import type { Resource } from '#tokens';
import type { FileSummary } from '../file.js';
import type { Right } from './right.js';

/** A right that a person or a group has on a file or a folder. */
export interface Share {
  /** Of the person or group. */
  readonly id: string;
  readonly kind: 'person' | 'group';
  readonly name: string;
  readonly rights: Right;
  readonly createdAt: Date;
  /** Null where an application shared it. */
  readonly sharedByName: string | null;
}

/** A share that was made on a folder above. */
export interface InheritedShare extends Share {
  /** Null for a folder that the person who asks has no right on. */
  readonly fromName: string | null;
}

/** Who may do what with a file or a folder, beside its owner and administrators. */
export interface SharesOf {
  readonly shares: readonly Share[];
  /** From the nearest folder first. */
  readonly inherited: readonly InheritedShare[];
}

/** What to give to whom. */
export interface ShareWish {
  readonly resource: Resource;
  /** A person or a group. */
  readonly granteeId: string;
  readonly rights: Right;
}

/** A folder of somebody else. */
export interface FolderSharedWithMe {
  readonly id: string;
  readonly name: string;
  readonly ownerName: string;
  readonly rights: Right;
}

/** What others share with a person. */
export interface SharedWithMe {
  readonly files: readonly FileSummary[];
  readonly folders: readonly FolderSharedWithMe[];
}
