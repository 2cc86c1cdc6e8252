import type { DocumentView } from '../documents/document.js';
import type { FileInfo } from './file-info.js';
import type { Trouble } from './trouble.js';

/** A document as the browser gets it. `readOnly` is the reason, absent when it may be changed. */
export interface OpenedDocument {
  readonly outcome: 'opened';
  readonly info: FileInfo;
  readonly readOnly?: string;
  /** The lock that keeps this session from editing, when that is the reason. */
  readonly otherLock?: string;
  /** Whether other sessions may write it at the same time. */
  readonly shared: boolean;
  readonly content: DocumentView;
}

export type Saved = { readonly outcome: 'saved'; readonly version?: string };
/** What has happened to a shared document, and who is there. */
export interface News {
  readonly trouble?: Trouble;
  readonly changed: boolean;
  readonly others: readonly string[];
}
export type Closed = { readonly outcome: 'closed' };
