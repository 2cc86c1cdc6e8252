import type { SaveKind } from './save-signals.js';

/** One state of a file's content. Never changed; removed by the tenant's policy, or an administrator. */
export interface Version {
  /** Counts from 1 within a file; also the value of X-WOPI-ItemVersion. */
  readonly version: string;
  readonly origin: 'created' | 'saved' | 'restored' | 'recovered';
  readonly restoredFrom: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly blobKey: string;
  readonly sha256: Buffer;
  readonly authorName: string;
  /** Null where the client did not say. */
  readonly saveKind: SaveKind | null;
  /** Display names of the users whom the client named as editors, in order. */
  readonly editorNames: readonly string[];
  readonly createdAt: Date;
  /** What somebody calls it. */
  readonly label: string | null;
  /** Kept, as one with a label is, whatever the policy says. */
  readonly pinned: boolean;
  /** A legal hold in force covers it. */
  readonly held: boolean;
}

/** A version within its history. Its author is among the editors, its own come first, then those of all that it stands for. */
export interface ListedVersion extends Version {
  /** The version that stands for this one in a short list: a later save of the same session. */
  readonly foldedInto: string | null;
}
