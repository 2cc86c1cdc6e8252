import type { SaveKind } from './save-signals.js';

/** One state of a file's content. Never changed, never removed by a later one. */
export interface Version {
  /** Counts from 1 within a file; also the value of X-WOPI-ItemVersion. */
  readonly version: string;
  readonly origin: 'created' | 'saved' | 'restored';
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
}
